import { type Environment, type Log, OperatorError } from "@mingzhang/runtime";
import { resolveDataDir } from "../database/data-dir.ts";
import { notedAddress } from "../server-address.ts";
import { writeToken } from "../write-token.ts";

/** Sends a request to the API, wherever it runs. */
export type Endpoint = (request: Request) => Promise<Response>;

export interface EndpointNeeds {
  readonly env: Environment;
  readonly log: Log;
  readonly own: (stop: () => Promise<unknown>) => void;
}

const patienceMs = 2_000;

/** The server that runs on the data folder, and where none does, the API in this process on the same database. */
export async function openEndpoint(needs: EndpointNeeds): Promise<{ base: string; token: string; send: Endpoint }> {
  const { env } = needs;
  const dataDir = resolveDataDir("main", env.dataDir);
  const address = await notedAddress(dataDir);
  const token = (await writeToken(env, dataDir)).value;
  if (address && (await isAlive(address))) return { base: address, token, send: (request) => fetch(request) };
  return { base: "http://in-process", token, send: await inProcess(needs, dataDir, token) };
}

async function isAlive(address: string): Promise<boolean> {
  const answer = fetch(`${address}/healthz`, { signal: AbortSignal.timeout(patienceMs) });
  return answer.then(
    ({ ok }) => ok,
    () => false,
  );
}

async function inProcess({ env, log, own }: EndpointNeeds, dataDir: string, token: string): Promise<Endpoint> {
  // A server that answers spares us all of this.
  const [{ openCore }, { openDatabase }] = await Promise.all([import("../core.ts"), import("../database.ts")]);
  const onLost = (error: Error) => {
    throw error;
  };
  const database = await openDatabase({ env, dataDir, log, onLost });
  own(database.stop);
  const core = await openCore({
    env,
    databaseUrl: database.url,
    dataDir,
    writeToken: token,
    simulated: false,
    log,
    stopping: new AbortController().signal,
    own: (_, stop) => own(stop),
  });
  return async (request) => core.api.fetch(request);
}

/** The token is the server's own: another one means that it was started with another `WRITE_TOKEN`. */
export function refusedToken(): OperatorError {
  return new OperatorError([
    "正在运行的服务不接受这个写入令牌：请把 WRITE_TOKEN 设为启动服务时所用的值",
    "the running server does not take this write token: set WRITE_TOKEN to the value that it was started with",
  ]);
}

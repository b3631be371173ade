import { tmpdir } from "node:os";
import { apiApp } from "@mingzhang/api";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { startProjector } from "@mingzhang/projector";
import { postgresReadModels } from "@mingzhang/read-models";
import { runProcess, type Running } from "@mingzhang/runtime";
import { openCore } from "../core.ts";
import { listen } from "../http/listen.ts";
import { localUrl } from "../server-address.ts";

// Run as a process of its own, so that it can be killed: `both` is API and projector as the product has them in one
// process, `api` and `projector` are each alone on the same database. Says "ready" and its address once it serves.
const [, , role] = process.argv;

interface Given extends Running {
  readonly databaseUrl: string;
  readonly writeToken: string;
  readonly stopping: AbortSignal;
}

async function both(given: Given): Promise<void> {
  const core = await openCore({ ...given, dataDir: given.env.dataDir ?? tmpdir(), simulated: false });
  await serve(given, (request) => core.api.fetch(request));
}

async function api(given: Given): Promise<void> {
  const { databaseUrl, writeToken, log, own, stopping } = given;
  const connection = { connectionString: databaseUrl };
  const onTrouble = (err: Error) => log.info({ err }, "trouble with a database connection");
  const store = await postgresStore({ pool: connection, onTrouble });
  own("event store", () => store.close());
  const readModels = postgresReadModels({ connection, head: () => store.head(), onTrouble });
  own("read models", () => readModels.close());
  const app = apiApp({ store, readModels, writeToken, log, simulated: false, stopping });
  await serve(given, (request) => app.fetch(request));
}

async function projector({ databaseUrl, log, own }: Given): Promise<void> {
  const connection = { connectionString: databaseUrl };
  const store = await postgresStore({ pool: connection });
  own("event store", () => store.close());
  const running = startProjector({ store, connection, log });
  own("projector", () => running.stop());
  void running.ended.then(() => {
    if (running.failure()) process.exit(1);
    return null;
  });
  process.stdout.write("ready -\n");
}

async function serve(given: Given, fetch: (request: Request) => Response | Promise<Response>): Promise<void> {
  const { host, port } = given.env;
  const server = await listen(fetch, { host, port });
  given.own("http", server.close);
  process.stdout.write(`ready ${localUrl(host, server.port)}\n`);
}

// Nobody would end a part whose laboratory was killed itself.
process.stdin.on("end", () => process.exit(1)).resume();

await runProcess(async (running) => {
  const { databaseUrl = "", writeToken = "" } = running.env;
  const stopping = new AbortController();
  const given: Given = { ...running, databaseUrl, writeToken, stopping: stopping.signal };
  running.own("stopping", async () => stopping.abort());
  if (role === "both") await both(given);
  else if (role === "api") await api(given);
  else if (role === "projector") await projector(given);
  else throw new Error(`there is no part ${role}`);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closeEvents, eventStoreVariables } from "./event-stores.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
/** The launcher says it to tsx by itself: without it, JSX would ask for a global React. */
const tsconfig = fileURLToPath(new URL("../../../../tsconfig.base.json", import.meta.url));
const builder = new URL("../../../../infra/launch/console.mjs", import.meta.url).href;
let built: Promise<void> | undefined;

async function buildConsole(): Promise<void> {
  await ((await import(builder)) as { buildConsole(): Promise<void> }).buildConsole();
}

/** A new data folder that the database's user may enter, with a blank and Chinese in its path. */
export async function newDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mingzhang e2e 明账 "));
  await chmod(folder, 0o755);
  return folder;
}

export async function removeDataDir(folder: string): Promise<void> {
  await closeEvents(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The product as a process of its own. */
export interface Product {
  readonly url: string;
  readonly dataDir: string;
  readonly token: string;
  readonly out: () => string;
  /** Sends a signal and waits for the end. */
  readonly end: (signal?: NodeJS.Signals) => Promise<Ended>;
}

type Variables = Readonly<Record<string, string>>;

function launch(options: readonly string[], env: Variables) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", main, ...options], {
    env: { PATH, HOME, TSX_TSCONFIG_PATH: tsconfig, NODE_ENV: "production", PORT: "0", LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  const closed = once(child, "close").then(() => ({ code: child.exitCode, ...said }));
  return { child, said, closed };
}

/** Runs a verb to its end: import, rebuild, or a start that is refused. */
export async function runVerb(options: readonly string[], env: Variables): Promise<Ended> {
  return launch(options, { ...env, ...(await eventStoreVariables(options[0], env)) }).closed;
}

/** Starts the product and waits until it says that it is ready. Throws with all it said where it ends before. */
export async function startProduct(verb: "start" | "demo", dataDir: string, env: Variables = {}): Promise<Product> {
  built ??= buildConsole();
  await built;
  const given = { DATA_DIR: dataDir, ...env };
  const { child, said, closed } = launch([verb], { ...given, ...(await eventStoreVariables(verb, given)) });
  const ready = new Promise<string>((resolve) => {
    child.stdout.on("data", () => {
      const url = /(http:\S+)\/console\//.exec(said.out)?.[1];
      if (url && said.out.includes("Ctrl-C")) resolve(url);
    });
  });
  const url = await Promise.race([ready, closed.then(() => null)]);
  if (url === null) throw new Error(`the product ended instead of starting:\n${said.out}${said.err}`);
  return {
    url,
    dataDir,
    token: (await readFile(join(dataDir, "write-token"), "utf8")).trim(),
    out: () => said.out,
    async end(signal = "SIGTERM") {
      child.kill(signal);
      return closed;
    },
  };
}

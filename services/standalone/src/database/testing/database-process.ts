import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client, type QueryResultRow } from "pg";

const script = fileURLToPath(new URL("./hold-database.ts", import.meta.url));

/** A process that holds the database of a data folder. `url` is undefined when it refused; then `said` tells why. */
export interface DatabaseProcess {
  readonly pid: number;
  readonly url: string | undefined;
  readonly said: () => string;
  /** Sends a signal and waits for the end; the exit code, or null when the signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
  readonly exitCode: () => number | null;
}

export async function holdDatabase(dataDir: string): Promise<DatabaseProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const closed = once(child, "close");
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string | undefined>((resolve) => {
    lines.on("line", (line) => (line.startsWith("postgres://") ? resolve(line) : (errors += `${line}\n`)));
    void closed.then(() => resolve(undefined));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await closed;
    return child.exitCode;
  };
  return { pid: child.pid ?? 0, url, said: () => errors, end, exitCode: () => child.exitCode };
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends QueryResultRow>(url: string | undefined, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

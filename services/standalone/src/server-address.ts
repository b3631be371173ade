import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const name = "address";

/** Notes in the data folder where this process answers, so that a command can ask it. Gives what takes it away. */
export async function noteAddress(dataDir: string, url: string): Promise<() => Promise<void>> {
  const file = join(dataDir, name);
  await writeFile(file, `${url}\n`);
  return () => rm(file, { force: true });
}

/** The noted address; undefined where none is. It may be that of a process that was killed. */
export async function notedAddress(dataDir: string): Promise<string | undefined> {
  return (await readFile(join(dataDir, name), "utf8").catch(() => "")).trim() || undefined;
}

/** The address by which this machine reaches a listening process. */
export function localUrl(host: string, port: number): string {
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  return `http://${reachable}:${port}`;
}

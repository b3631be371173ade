import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OperatorError } from "@mingzhang/runtime";
import type { Placement } from "./placement.ts";

const major = "18";
const draftPrefix = "new-";

/** The one role of the embedded database, and the name of the database. */
export const roleName = "mingzhang";

/** Nothing of the caller's environment: a `PGDATA` or a locale of theirs must not change what is made. */
export const childEnvironment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

export const clusterOf = (place: Pick<Placement, "databaseDir">): string => join(place.databaseDir, "data");

async function run(place: Placement, [command, ...options]: [string, ...string[]], input = ""): Promise<void> {
  const path = join(place.binaries, "bin", command);
  const child = spawn(path, options, { ...place.user, cwd: "/", env: childEnvironment, detached: true });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.on("error", () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`${command} failed (${code}):\n${said.trim()}`);
}

/** Makes the cluster aside and moves it to its place whole, so that one which is there is complete. */
async function createCluster(place: Placement, password: string, durable: boolean): Promise<void> {
  for (const name of await readdir(place.databaseDir)) {
    if (name.startsWith(draftPrefix)) await rm(join(place.databaseDir, name), { recursive: true, force: true });
  }
  const draft = join(place.databaseDir, `${draftPrefix}${randomBytes(4).toString("hex")}`);
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid);
  try {
    // The builtin locale sorts and compares alike on every machine, whatever locales are installed there.
    const locale = [
      "--encoding",
      "UTF8",
      "--locale",
      "C",
      "--locale-provider",
      "builtin",
      "--builtin-locale",
      "C.UTF-8",
    ];
    const access = ["--username", roleName, "--pwfile", passwordFile, "--auth", "scram-sha-256"];
    await run(place, ["initdb", "--pgdata", draft, ...access, ...locale, ...(durable ? [] : ["--no-sync"])]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, clusterOf(place));
}

async function checkVersion(cluster: string): Promise<void> {
  const version = (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
  if (version === major) return;
  throw new OperatorError([
    `${cluster} 是 PostgreSQL ${version} 的数据，本程序自带 ${major}：请用 pg_dump 导出后导入新的数据文件夹`,
    `${cluster} is of PostgreSQL ${version} and ${major} comes with this: dump it and load it into a new data folder`,
  ]);
}

/** Makes the cluster at the first start; gives it the password when the kept one was lost and has been made anew. */
export async function prepareCluster(
  place: Placement,
  password: { readonly value: string; readonly fresh: boolean },
  durable: boolean,
): Promise<void> {
  const cluster = clusterOf(place);
  if (!(await stat(cluster).catch(() => undefined))) return createCluster(place, password.value, durable);
  await checkVersion(cluster);
  if (!password.fresh) return undefined;
  const statement = `ALTER ROLE ${roleName} PASSWORD '${password.value}'\n`;
  return run(place, ["postgres", "--single", "-D", cluster, "postgres"], statement);
}

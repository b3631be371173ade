import { spawn } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "@mingzhang/runtime";
import { clusterOf } from "./cluster.ts";
import { findRunningPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { lockHolder } from "./data-dir-lock.ts";
import { readPostmasterFile, stopLeftover } from "./leftover.ts";
import { databaseDirOf } from "./placement.ts";
import { processIdentity } from "./process-identity.ts";
import { holdDatabase, query, type DatabaseProcess } from "./testing/database-process.ts";

const log = createLog("silent");
let folder = "";
let dataDir = "";
let held: DatabaseProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingzhang database 明账 "));
  await chmod(folder, 0o755);
  dataDir = join(folder, "data");
  held = [];
});

afterEach(async () => {
  for (const one of held) if (one.exitCode() === null) await one.end("SIGKILL");
  const running = await postmasterPid();
  if (running && processIdentity(running)) process.kill(running, "SIGQUIT");
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function hold(): Promise<DatabaseProcess> {
  const one = await holdDatabase(dataDir);
  held.push(one);
  return one;
}

/** In this process, where nothing is killed and so nothing has to wait for the disk. */
const start = (where = dataDir) => startEmbeddedPostgres({ dataDir: where, log, durable: false });

async function postmasterPid(): Promise<number | undefined> {
  return (await readPostmasterFile(clusterOf({ databaseDir: await databaseDirOf(dataDir) })))?.pid;
}

async function writeUntilCut(url: string | undefined, first: number, acknowledged: number[]): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    for (let n = first; ; n += 8) {
      await client.query("INSERT INTO acknowledged VALUES ($1)", [n]);
      acknowledged.push(n);
    }
  } catch {
    // The connection was cut, which is what the test waits for.
  }
}

test("keeps data between starts, in a folder with a space and Chinese in its name", async () => {
  const first = await start();
  await query(first.url, "CREATE TABLE kept AS SELECT '明账' AS word");
  await first.stop();
  const second = await start();
  expect(await query(second.url, "SELECT word FROM kept")).toEqual([{ word: "明账" }]);
  await second.stop();
});

test("waits for the disk, listens on the loopback address only and asks for the password", async () => {
  const { url, stop } = await startEmbeddedPostgres({ dataDir, log });
  const settings = await query<{ name: string; setting: string }>(
    url,
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'TimeZone',
       'idle_in_transaction_session_timeout', 'listen_addresses', 'unix_socket_directories')`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    TimeZone: "UTC",
    fsync: "on",
    full_page_writes: "on",
    idle_in_transaction_session_timeout: "60000",
    listen_addresses: "127.0.0.1",
    synchronous_commit: "on",
    unix_socket_directories: "",
  });
  await expect(query(url.replace(/:[^:@]+@/, ":wrong@"), "SELECT")).rejects.toThrow("password authentication failed");
  expect((await stat(join(dataDir, "postgresql-password"))).mode & 0o777).toBe(0o600);
  await stop();
});

test("refuses a second start on the same folder, naming the process that has it", async () => {
  const first = await hold();
  const second = await hold();
  expect(second.url).toBeUndefined();
  expect(second.exitCode()).toBe(2);
  expect(second.said()).toContain(`is in use by process ${first.pid}`);
  expect(second.said()).toContain(`正由进程 ${first.pid} 使用`);
  expect(second.said().trim().split("\n")).toHaveLength(1);
  expect(await query(first.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("of several starts at the same instant never gives the folder to two", async () => {
  const started = (await Promise.all([hold(), hold(), hold()])).filter((one) => one.url !== undefined);
  expect(started.length).toBeLessThanOrEqual(1);
});

test("stops on SIGTERM with exit code 0 and leaves no process and no lock behind", async () => {
  const one = await hold();
  const pid = await postmasterPid();
  expect(await one.end("SIGTERM")).toBe(0);
  expect(processIdentity(pid ?? 0)).toBeUndefined();
  expect(await readdir(await databaseDirOf(dataDir))).toEqual(["data"]);
});

test("starts at once after kill -9 in the middle of writing, and has every acknowledged row", async () => {
  const one = await hold();
  const { url } = one;
  await query(url, "CREATE TABLE acknowledged (n int PRIMARY KEY)");
  const acknowledged: number[] = [];
  const writers = Array.from({ length: 8 }, (_, first) => writeUntilCut(url, first, acknowledged));
  await expect.poll(() => acknowledged.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(200);
  await one.end("SIGKILL");
  const second = await hold();
  await Promise.all(writers);
  const rows = await query<{ n: number }>(second.url, "SELECT n FROM acknowledged");
  const kept = new Set(rows.map((row) => row.n));
  expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
  expect(await second.end("SIGTERM")).toBe(0);
});

test("ends by itself when its parent is killed", async () => {
  const one = await hold();
  const pid = (await postmasterPid()) ?? 0;
  expect(processIdentity(pid)).toBeDefined();
  await one.end("SIGKILL");
  await expect.poll(() => processIdentity(pid), { timeout: 10_000 }).toBeUndefined();
});

test("starts after both it and its parent were killed", async () => {
  const first = await hold();
  await query(first.url, "CREATE TABLE kept AS SELECT 7 AS n");
  const pid = (await postmasterPid()) ?? 0;
  // Stopped, the parent cannot collect the dead one, which some machines then keep in the table of processes.
  process.kill(first.pid, "SIGSTOP");
  process.kill(pid, "SIGKILL");
  await first.end("SIGKILL");
  const second = await start();
  expect(await query(second.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  await second.stop();
});

test("stops a server that is left behind with nobody watching it", async () => {
  const { url, ended, stop } = await start();
  await query(url, "CREATE TABLE kept AS SELECT 7 AS n");
  await stopLeftover(clusterOf({ databaseDir: await databaseDirOf(dataDir) }), log);
  await expect(ended).resolves.toContain("database system is shut down");
  await stop();
});

test("is not misled by a stale process number that now belongs to somebody else", async () => {
  const { url, stop } = await start();
  await query(url, "CREATE TABLE kept AS SELECT 7 AS n");
  const file = join(clusterOf({ databaseDir: await databaseDirOf(dataDir) }), "postmaster.pid");
  const [, ...rest] = (await readFile(file, "utf8")).split("\n");
  await stop();
  const { uid, gid } = await stat(clusterOf({ databaseDir: await databaseDirOf(dataDir) }));
  const stranger = spawn("sleep", ["60"], { stdio: "ignore", uid, gid });
  await writeFile(file, [stranger.pid, ...rest].join("\n"));
  await chown(file, uid, gid);

  const again = await start();
  expect(await query(again.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
  await again.stop();
});

test("sets a new password when the kept one is lost", async () => {
  const first = await start();
  await query(first.url, "CREATE TABLE kept AS SELECT 7 AS n");
  await first.stop();
  await rm(join(dataDir, "postgresql-password"));
  const second = await start();
  expect(await query(second.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  await second.stop();
});

test("works below a folder that only its owner may enter, and leaves its rights alone", async () => {
  await chmod(folder, 0o700);
  const first = await start();
  await query(first.url, "CREATE TABLE kept AS SELECT 7 AS n");
  await first.stop();
  const moved = join(folder, "moved");
  await rename(dataDir, moved);
  const second = await start(moved);
  expect(await query(second.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  await second.stop();
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  // As root the database is elsewhere, noted in the data folder.
  await rm(await databaseDirOf(moved), { recursive: true });
});

test("refuses to begin with nothing where the noted database folder is gone", async () => {
  await mkdir(dataDir);
  await writeFile(join(dataDir, "postgresql-folder"), "/var/lib/mingzhang/gone\n");
  await expect(start()).rejects.toThrow(/\/var\/lib\/mingzhang\/gone is gone: restore it/);
  await rm(join(dataDir, "postgresql-folder"));
});

test("says that a data folder cannot be made where a file is in the way", async () => {
  await writeFile(join(folder, "file"), "");
  const refused = start(join(folder, "file", "data"));
  await expect(refused).rejects.toThrow(/cannot be made or written \(ENOTDIR\): name a folder .* with DATA_DIR/);
});

test("refuses files of another version of PostgreSQL", async () => {
  const { stop } = await start();
  await stop();
  await writeFile(join(clusterOf({ databaseDir: await databaseDirOf(dataDir) }), "PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow("is of PostgreSQL 17 and 18 comes with this");
  expect(await lockHolder(await databaseDirOf(dataDir))).toBeUndefined();
});

test("is found by another process while it runs, and not afterwards", async () => {
  expect(await findRunningPostgres(dataDir)).toBeUndefined();
  const one = await hold();
  expect(await findRunningPostgres(dataDir)).toBe(one.url);
  await one.end("SIGTERM");
  expect(await findRunningPostgres(dataDir)).toBeUndefined();
});

test("tells that PostgreSQL has ended", async () => {
  const { ended, stop } = await start();
  process.kill((await postmasterPid()) ?? 0, "SIGQUIT");
  await expect(ended).resolves.toContain("received immediate shutdown request");
  await stop();
});

import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { type Log } from "@mingzhang/runtime";
import { clusterOf, prepareCluster, roleName } from "./cluster.ts";
import { lockDataDir, lockHolder } from "./data-dir-lock.ts";
import { keptSecret } from "./kept-secret.ts";
import { readPostmasterFile, stopLeftover } from "./leftover.ts";
import { databaseDirOf, placePostgres } from "./placement.ts";
import { startPostmaster } from "./postmaster.ts";
import { sharedSettings } from "./settings.ts";

export interface EmbeddedPostgres {
  /** A URL of the loopback address, password included. */
  readonly url: string;
  /** Stops PostgreSQL in order and gives the data folder back. */
  readonly stop: () => Promise<void>;
  /** Settles when PostgreSQL ends, asked or not, with its last words; never rejects. */
  readonly ended: Promise<string>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** False for a database that may be lost with the machine's power, as in tests; then nothing waits for the disk. */
  readonly durable?: boolean;
}

const passwordName = "postgresql-password";
const careless = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

const urlOf = (port: number, password: string, database: string): string =>
  `postgres://${roleName}:${password}@127.0.0.1:${port}/${database}`;

async function makeDatabase(port: number, password: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(port, password, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [roleName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${roleName}`);
  } finally {
    await client.end();
  }
}

/**
 * Starts the PostgreSQL that comes with the product on the files of one data folder, which are made at the first start
 * and kept. Throws an `OperatorError` when another process uses the folder, or when PostgreSQL cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options;
  const place = await placePostgres(options.dataDir, log);
  const unlock = await lockDataDir(place.databaseDir);
  try {
    await stopLeftover(clusterOf(place), log);
    const password = await keptSecret(place.dataDir, passwordName);
    await prepareCluster(place, password, durable);
    const settings = { ...(await sharedSettings()), ...(durable ? {} : careless) };
    const postmaster = await startPostmaster(place, settings, log);
    const stop = async () => {
      await postmaster.stop();
      await unlock();
    };
    await makeDatabase(postmaster.port, password.value).catch(async (error: unknown) => {
      await postmaster.stop();
      throw error;
    });
    log.debug({ databaseDir: place.databaseDir, port: postmaster.port }, "PostgreSQL is ready");
    return { url: urlOf(postmaster.port, password.value, roleName), stop, ended: postmaster.ended };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** The URL of a data folder's database while another process runs it; undefined when none does. */
export async function findRunningPostgres(dataDir: string): Promise<string | undefined> {
  const folder = await realpath(dataDir).catch(() => undefined);
  if (folder === undefined) return undefined;
  const databaseDir = await databaseDirOf(folder);
  if ((await lockHolder(databaseDir)) === undefined) return undefined;
  const running = await readPostmasterFile(clusterOf({ databaseDir }));
  const password = await readFile(join(folder, passwordName), "utf8").catch(() => undefined);
  return running?.ready && password ? urlOf(running.port, password.trim(), roleName) : undefined;
}

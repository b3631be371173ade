import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../packages/runtime/src/runtime.ts";
import { startEmbeddedPostgres } from "../../services/standalone/src/database/embedded-postgres.ts";

interface Shared {
  users: number;
  readonly started: Promise<() => Promise<void>>;
}

// Vitest loads this file once for each project that has tests to run; the database is one for all of them.
const key = Symbol.for("mingzhang.test-database");
const holder = globalThis as { [key]?: Shared };

async function start(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "mingzhang-tests-"));
  // As root the database belongs to another user, who has to enter here.
  await chmod(dataDir, 0o755);
  const database = await startEmbeddedPostgres({ dataDir, log: createLog("warn"), durable: false });
  process.env.TEST_DATABASE_URL = database.url;
  return async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/**
 * Vitest's global setup: one PostgreSQL in a temporary folder, `TEST_DATABASE_URL` for the tests, gone afterwards.
 * A test file takes a schema of its own in it.
 */
export default async function testDatabase(): Promise<() => Promise<void>> {
  const shared = (holder[key] ??= { users: 0, started: start() });
  shared.users += 1;
  const stop = await shared.started;
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await stop();
  };
}

import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createLog } from "../../packages/runtime/src/runtime.ts";
import { startEmbeddedPostgres } from "../../services/standalone/src/database/embedded-postgres.ts";

/** The server of the product, in a folder that goes with it; its databases come and go. */
export interface BenchServer {
  /** One question to the server itself. */
  ask(sql: string): Promise<readonly Record<string, string>[]>;
  /** Makes a database, as a copy of another one where that is named, and answers its URL. */
  create(name: string, template?: string): Promise<string>;
  drop(name: string): Promise<void>;
  /** Leaves a database as one that has been in use for a while: cleaned, and with statistics. */
  vacuum(name: string): Promise<void>;
  /** Sets what the server runs with from now on; an empty value stands for the product's own. */
  set(settings: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer(): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "mingzhang-bench-"));
  // As root the database belongs to another user, who has to enter here.
  await chmod(dataDir, 0o755);
  const database = await startEmbeddedPostgres({ dataDir, log: createLog("warn") });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const ask = async (sql: string) => (await client.query<Record<string, string>>(sql)).rows;
  return {
    ask,
    create: async (name, template) => {
      await ask(`create database ${name}${template ? ` template ${template} strategy file_copy` : ""}`);
      // What was written before is on the disk, so that no subject pays for another.
      await ask("checkpoint");
      return databaseUrl(database.url, name);
    },
    drop: async (name) => {
      await ask(`drop database if exists ${name} with (force)`);
    },
    vacuum: async (name) => {
      const inside = new pg.Client({ connectionString: databaseUrl(database.url, name) });
      await inside.connect();
      await inside.query("vacuum analyze").finally(() => inside.end());
    },
    set: async (settings) => {
      for (const [name, value] of Object.entries(settings)) {
        await ask(value ? `alter system set ${name} = '${value}'` : `alter system reset ${name}`);
      }
      await ask("select pg_reload_conf()");
    },
    stop: async () => {
      await client.end();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

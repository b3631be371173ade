import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createLog } from "@mingzhang/runtime";
import { Client } from "pg";
import { prepareCluster, roleName } from "../database/cluster.ts";
import { keptSecret } from "../database/kept-secret.ts";
import { placePostgres } from "../database/placement.ts";
import { freePort, type Postmaster, startPostmaster } from "../database/postmaster.ts";
import { sharedSettings } from "../database/settings.ts";
import { between, type Random } from "../demo/random.ts";

/** A PostgreSQL with the product's settings that keeps its port, so that others find it again after a kill. */
export interface LabDatabase {
  readonly url: string;
  /** Kills the postmaster: its sessions notice and end by themselves. */
  killPostmaster(): Promise<void>;
  /** Ends one session by chance; by SIGKILL, after which PostgreSQL ends all others too and recovers. */
  killSession(random: Random, signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  start(): Promise<void>;
  dispose(): Promise<void>;
}

const sessionsSql = `
select pid from pg_stat_activity
where backend_type = 'client backend' and application_name ~ '^(event_store|mingzhang)' order by backend_start, pid`;

export async function labDatabase(): Promise<LabDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "mingzhang-crash-"));
  // As root the database belongs to another user, who has to enter here.
  await chmod(folder, 0o755);
  const log = createLog("error");
  const place = await placePostgres(folder, log);
  const password = await keptSecret(place.dataDir, "postgresql-password");
  await prepareCluster(place, password, true);
  const settings = { ...(await sharedSettings()), port: String(await freePort()) };
  const url = `postgres://${roleName}:${password.value}@127.0.0.1:${settings.port}/postgres`;
  let postmaster: Postmaster | null = null;
  const start = async () => {
    // What the killed one left behind may hold its memory for a moment.
    for (let attempt = 0; ; attempt += 1) {
      try {
        postmaster = await startPostmaster(place, settings, log);
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        await pause(500);
      }
    }
  };
  await start();
  return {
    url,
    start,
    async killPostmaster() {
      if (!postmaster) throw new Error("PostgreSQL does not run");
      const dying = postmaster;
      postmaster = null;
      process.kill(dying.pid, "SIGKILL");
      await dying.ended;
    },
    async killSession(random, signal) {
      const pids = await sessionsOf(url);
      const pid = pids[between(random, 0, pids.length - 1)];
      if (pid === undefined) throw new Error("nobody is connected");
      process.kill(pid, signal);
    },
    async dispose() {
      await postmaster?.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function sessionsOf(url: string): Promise<readonly number[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(sessionsSql);
    return rows.map(({ pid }) => pid);
  } finally {
    await client.end();
  }
}

import { stat } from "node:fs/promises";
import { openDatabase } from "../database.ts";
import { clusterOf } from "../database/cluster.ts";
import { findRunningPostgres } from "../database/embedded-postgres.ts";
import { databaseDirOf } from "../database/placement.ts";
import type { Errand } from "../run-once.ts";

/** Whether a data folder has a database of its own. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return (await stat(clusterOf({ databaseDir: await databaseDirOf(dataDir) })).catch(() => null)) !== null;
}

/** The database of an installation: of the running server where there is one, else started for this errand. */
export async function running(errand: Errand, dataDir: string): Promise<string> {
  const url = errand.env.databaseUrl ? undefined : await findRunningPostgres(dataDir);
  return url ?? ownDatabase(errand, dataDir);
}

/** The database for this errand alone; an `OperatorError` where a server has it. */
export async function ownDatabase({ env, log, own }: Errand, dataDir: string): Promise<string> {
  const onLost = (error: Error) => {
    throw error;
  };
  const database = await openDatabase({ env, dataDir, log, onLost });
  own(database.stop);
  return database.url;
}

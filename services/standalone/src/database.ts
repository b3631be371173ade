import type { Environment, Log } from "@mingzhang/runtime";
import { checkDatabase } from "./database-url.ts";
import { startEmbeddedPostgres } from "./database/embedded-postgres.ts";

export interface Database {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface DatabaseNeeds {
  readonly env: Environment;
  readonly dataDir: string;
  readonly log: Log;
  /** The embedded PostgreSQL ended without having been asked to. */
  readonly onLost: (error: Error) => void;
}

/** The operator's own PostgreSQL where `DATABASE_URL` names one, else the embedded one of the data folder. */
export async function openDatabase({ env, dataDir, log, onLost }: DatabaseNeeds): Promise<Database> {
  if (env.databaseUrl) {
    await checkDatabase(env.databaseUrl);
    return { url: env.databaseUrl, stop: async () => undefined };
  }
  const { url, stop, ended } = await startEmbeddedPostgres({ dataDir, log });
  let stopping = false;
  void ended.then((words) => {
    if (!stopping) onLost(new Error(`the embedded PostgreSQL has ended: ${words}`));
    return null;
  });
  return {
    url,
    async stop() {
      stopping = true;
      await stop();
    },
  };
}

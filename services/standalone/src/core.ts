import {
  apiApp,
  type ApiOptions,
  createRecorder,
  evidenceApp,
  postgresVault,
  type Recorder,
  sweepVault,
} from "@mingzhang/api";
import type { EventStore } from "@mingzhang/event-store";
import { evidenceFolder, type EvidenceFiles } from "@mingzhang/evidence";
import { type Projector, startProjector } from "@mingzhang/projector";
import { postgresReadModels, type PostgresReadModels } from "@mingzhang/read-models";
import type { Environment, Log } from "@mingzhang/runtime";
import { Hono } from "hono";
import { refuseForeignTables } from "./foreign-tables.ts";
import { refuseMixture } from "./load-plan.ts";
import { openStore } from "./open-store.ts";

export interface CoreNeeds {
  readonly env: Environment;
  readonly databaseUrl: string;
  /** Where files of evidence lie. */
  readonly dataDir: string;
  readonly writeToken: string;
  /** Marks every fact: a demonstration run. */
  readonly simulated: boolean;
  readonly log: Log;
  /** How the public log stands, where one is kept; null before it is open. */
  readonly publicLog?: NonNullable<ApiOptions["publicLog"]>;
  /** Aborted when the process stops: subscriptions end cleanly. */
  readonly stopping: AbortSignal;
  readonly own: (name: string, stop: () => Promise<unknown>) => void;
}

/** What writes, projects and reads: all of the product but its pages. */
export interface Core {
  readonly store: EventStore;
  readonly readModels: PostgresReadModels;
  readonly projector: Projector;
  readonly recorder: Recorder;
  readonly evidence: EvidenceFiles;
  readonly api: Hono;
}

export async function openCore(needs: CoreNeeds): Promise<Core> {
  const { env, databaseUrl, dataDir, writeToken, simulated, publicLog, log, stopping, own } = needs;
  const connection = { connectionString: databaseUrl };
  // The database ends what is still connected when it is stopped after us: no trouble then.
  const onTrouble = (err: Error) => {
    if (!stopping.aborted) log.warn({ err }, "trouble with a database connection");
  };
  const store = await openStore({ env, databaseUrl, onTrouble });
  own("event store", () => store.close());
  await refuseMixture(store, simulated);
  const readModels = postgresReadModels({ connection, head: () => store.head(), onTrouble });
  own("read models", () => readModels.close());
  await refuseForeignTables(store, readModels);
  const projector = startProjector({ store, connection, log });
  own("projector", () => projector.stop());
  const vault = await postgresVault({ connection, onTrouble });
  own("vault", () => vault.close());
  const recorder = createRecorder({ store, readModels, vault, log, simulated });
  // What is left to sweep does no harm: the next start sweeps it.
  void sweepVault(vault, recorder).catch((err: unknown) => stopping.aborted || log.warn({ err }, "vault not swept"));
  const told = publicLog ? { publicLog } : {};
  const evidence = evidenceFolder(dataDir);
  const graphql = apiApp({ store, readModels, vault, evidence, writeToken, log, simulated, stopping, ...told });
  const api = new Hono().route("/", evidenceApp({ files: evidence, writeToken, log })).route("/", graphql);
  return { store, readModels, projector, recorder, evidence, api };
}

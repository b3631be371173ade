import { postgresReadModels, type PostgresReadModels } from "../postgres-read-models.ts";
import { projections } from "../projections/projections.ts";
import { openWriter, type ReadModelWriter } from "../writer/read-model-writer.ts";
import type { SnapshotPolicy } from "../snapshots/snapshots.ts";
import { heldStore } from "./held-store.ts";
import type { RandomHistory } from "./random-history.ts";
import { type TestTables, testTables } from "./test-tables.ts";

export interface Projected {
  readonly tables: TestTables;
  readonly models: PostgresReadModels;
  readonly writer: ReadModelWriter;
  close(): Promise<void>;
}

/** Tables of their own that hold a history, written append by append, and what reads and writes them. */
export async function projected(history: RandomHistory, policy: Partial<SnapshotPolicy> = {}): Promise<Projected> {
  const tables = testTables();
  const { connection, schema } = tables;
  const { head, now } = heldStore(history);
  const signal = new AbortController().signal;
  const writer = await openWriter({ connection, schema, signal, projections: projections(policy) });
  for (const append of history.appends) await writer.apply(append);
  const models = postgresReadModels({ connection, schema, head, now });
  return {
    tables,
    models,
    writer,
    async close() {
      await models.close();
      await writer.close();
      await tables.drop();
    },
  };
}

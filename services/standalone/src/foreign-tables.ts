import type { EventStore } from "@mingzhang/event-store";
import { ReadModelsNotReady, type ReadModels } from "@mingzhang/read-models";
import { OperatorError } from "@mingzhang/runtime";

type Store = Pick<EventStore, "lastPosition" | "readAll">;
type Tables = Pick<ReadModels, "checkpoint">;

/** Whether the tables stand at a place that the store does not have: they were built from the events of another one. */
export async function areForeign(store: Store, tables: Tables): Promise<boolean> {
  const position = await standing(tables);
  if (position === 0n) return false;
  if (position > (await store.lastPosition())) return true;
  try {
    await store.readAll({ after: position, limit: 1 });
    return false;
  } catch (error) {
    // EventStoreDB's positions are offsets, and most numbers are none.
    if (error instanceof RangeError) return true;
    throw error;
  }
}

/** What others have built is not gone on with: its answers would mix two stores. */
export async function refuseForeignTables(store: Store, tables: Tables): Promise<void> {
  if (!(await areForeign(store, tables))) return;
  throw new OperatorError([
    "该数据库的查询表是由另一个事件存储建立的：请核对 EVENT_STORE_URL，或用 npm run rebuild 按现在的事件重建",
    "the tables of this database were built from another event store: check EVENT_STORE_URL, or run npm run rebuild",
  ]);
}

async function standing(tables: Tables): Promise<bigint> {
  try {
    return (await tables.checkpoint()).position;
  } catch (error) {
    if (error instanceof ReadModelsNotReady) return 0n;
    throw error;
  }
}

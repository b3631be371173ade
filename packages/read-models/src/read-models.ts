export type {
  AllocationRow,
  AskedMoment,
  EventFilter,
  EventRow,
  Page,
  Paged,
  PlanReplay,
  ReadModels,
  ResolvedMoment,
  TransferFilter,
  TransferRow,
} from "./contract.ts";
export { InvalidMoment } from "./contract.ts";
export type { Connection } from "./database/session.ts";
export type { PostgresReadModels, ReadModelOptions } from "./postgres-read-models.ts";
export { postgresReadModels } from "./postgres-read-models.ts";
export { PoisonEvent } from "./projections/poison-event.ts";
export { InvalidCursor } from "./queries/cursor.ts";
export { ReadModelsNotReady } from "./queries/reading.ts";
export { TablesReplaced } from "./writer/apply-batch.ts";
export type { ReadModelWriter, WriterOptions } from "./writer/read-model-writer.ts";
export { openWriter } from "./writer/read-model-writer.ts";
export type { RebuildOptions } from "./writer/rebuild.ts";
export { rebuildReadModels, RebuildRunning } from "./writer/rebuild.ts";

export type {
  AllocationRow,
  AskedMoment,
  EventFilter,
  EventRow,
  EvidenceStanding,
  Page,
  Paged,
  PlanReplay,
  Projection,
  ReadModels,
  ResolvedMoment,
  ShardFailure,
  ShardStanding,
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
export { type ProjectionLag, projectionLag } from "./queries/projection-lag.ts";
export { PlanStandsStill } from "./queries/standing.ts";
export { HandedOver } from "./shards/handed-over.ts";
export type { ReadModelWriter, WriterOptions } from "./writer/read-model-writer.ts";
export { openWriter } from "./writer/read-model-writer.ts";
export type { RebuildOptions, RebuildProgress } from "./writer/rebuild.ts";
export { rebuildReadModels, RebuildRunning } from "./writer/rebuild.ts";

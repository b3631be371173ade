export type { Projector, ProjectorOptions } from "./start-projector.ts";
export { startProjector } from "./start-projector.ts";
export type { ProjectorState, ProjectorStatus } from "./projector-status.ts";

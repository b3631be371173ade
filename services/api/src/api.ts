export { apiApp, type ApiOptions } from "./http/api-app.ts";
export { planFromWorkbook, type PlanFromWorkbook } from "./workbook/plan-from-workbook.ts";
export { sameWorkbook } from "./workbook/same-workbook.ts";
export { workbookFromView } from "./workbook/workbook-from-view.ts";
export { postgresVault } from "./vault/postgres-vault.ts";
export { sweepVault } from "./vault/sweep-vault.ts";
export type { Vault } from "./vault/vault.ts";
export { eventId } from "./write/event-id.ts";
export { createRecorder, type Outcome, type Recorder, type RecordRequest } from "./write/recorder.ts";

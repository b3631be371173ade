export type { Catalogue, EventData, EventName } from "./event/catalogue.ts";
export { catalogue, isEventName } from "./event/catalogue.ts";
export type { Audience, LocalText } from "./event/fields.ts";
export { isInstallationEventName } from "./event/installation-catalogue.ts";
export type {
  Fact,
  InstallationEvent,
  InstallationFact,
  PlanEvent,
  PlanEventOf,
  RecordedEvent,
  Replaces,
  StoredForm,
  StoredPlace,
} from "./event/plan-event.ts";
export {
  currentVersion,
  dataOf,
  fromStored,
  installationStream,
  isPlanStream,
  publicDataOf,
  recordedFrom,
  streamOf,
  toStored,
  withheldIn,
} from "./event/plan-event.ts";
export { basisLabel } from "./event/basis.ts";
export type { WithheldField } from "./event/declaration.ts";
export type { AdoptCommand, Command, CommandName, FactCommand, PlanDocument, VoidCommand } from "./plan/commands.ts";
export { commandEvents } from "./plan/commands.ts";
export type { Decision, DecisionContext } from "./plan/decide.ts";
export { decide } from "./plan/decide.ts";
export type { ClearValue } from "./plan/seal-command.ts";
export { clearValues, sealCommand } from "./plan/seal-command.ts";
export { evolve } from "./plan/evolve.ts";
export type { EvidenceKind, EvidenceMediaType } from "./plan/evidence-events.ts";
export { evidenceKinds, evidenceMediaTypes } from "./plan/evidence-events.ts";
export { fundingSourceKinds } from "./plan/plan-events.ts";
export type { PayeeKind } from "./plan/funds-events.ts";
export { payeeKinds } from "./plan/funds-events.ts";
export type { History } from "./plan/history.ts";
export { emptyHistory, extended } from "./plan/history.ts";
export type { Movement } from "./plan/movements.ts";
export { movementOf } from "./plan/movements.ts";
export type { PlanState, ProjectState, TransferKind, TransferState } from "./plan/plan-state.ts";
export { earmarked, findTransfer, payees, subledger, treasury } from "./plan/plan-state.ts";
export type { PreparationStep } from "./plan/project-events.ts";
export { preparationSteps } from "./plan/project-events.ts";
export type { Refusal, RefusalCode, RefusalValues } from "./plan/refusal.ts";
export { refusal, refusalCodes } from "./plan/refusal.ts";
export type { EvidenceView } from "./replay/evidence-view.ts";
export type {
  MilestoneStatus,
  MilestoneView,
  ProjectStatus,
  ProjectView,
  QuantityView,
} from "./replay/project-view.ts";
export type { Replay } from "./replay/replay.ts";
export { replay } from "./replay/replay.ts";
export { stateHash, viewJson } from "./replay/state-hash.ts";
export type { LiveEvent, Moment } from "./replay/timeline.ts";
export { inFoldOrder, ordered, resolved, timeline } from "./replay/timeline.ts";
export type { BaseView, PlanView, SectorView, YearView } from "./replay/view.ts";
export { baseFor, viewOf } from "./replay/view.ts";
export type { Day } from "./time/day.ts";
export { addDays, dayOfInstant, daysBetween, isDay, yearOf } from "./time/day.ts";
export type { Instant } from "./time/instant.ts";
export { instantOf, parseInstant } from "./time/instant.ts";
export type { Because, Contribution } from "./replay/because.ts";
export { because } from "./replay/because.ts";
export type { Change, DiffCause, DiffSide } from "./replay/diff.ts";
export { planDiff } from "./replay/diff.ts";
export type { Figure, FigureKind } from "./replay/figures.ts";
export { figures } from "./replay/figures.ts";
export type { RawCommand } from "./plan/read-command.ts";
export { readCommand, readPlanDocument } from "./plan/read-command.ts";
export type { JsonRecord } from "./event/declaration.ts";
export { amountWords } from "./words/amount-words.ts";
export { describe } from "./words/describe.ts";
export { explain } from "./words/explain.ts";
export type { Lang, Words } from "./words/lang.ts";
export { inLang } from "./words/lang.ts";
export type { Names } from "./words/names.ts";
export { accountLabel, namesOf } from "./words/names.ts";
export {
  evidenceLabel,
  payeeLabel,
  statusLabel,
  stepLabel,
  transferLabel,
  typeLabel,
  withheldLabel,
  withheldPayee,
} from "./words/terms.ts";

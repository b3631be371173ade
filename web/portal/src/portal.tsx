export type { MoneySeries } from "./charts/money-series.ts";
export type { Change } from "./changes/change.ts";
export { changesPage, type ChangesModel } from "./changes/changes-page.tsx";
export type { RevisedCell, Revision } from "./changes/revision.ts";
export { entryPage, type EntryModel } from "./entry/entry-page.tsx";
export type { CoveredEntry, EntryLog } from "./entry/entry-log.ts";
export { savedProofPage, type SavedProofModel } from "./entry/saved-proof-page.tsx";
export { feedsPage, type FeedsModel } from "./feeds/feeds-page.tsx";
export { fontAt } from "./fonts/fallback-fonts.ts";
export { aboutPage, type AboutModel } from "./guide/about-page.tsx";
export { glossaryPage } from "./guide/glossary-page.tsx";
export { homePage, type HomeModel } from "./home/home-page.tsx";
export type { PageScript, RenderedPage } from "./page/document.tsx";
export { type Frame, permalink, type PlanHead, type Query, withQuery } from "./page/frame.ts";
export { planPage, type PlanModel } from "./plan/plan-page.tsx";
export { projectPage, type ProjectModel } from "./project/project-page.tsx";
export {
  type PayeeFilter,
  payeeFilters,
  type Stage,
  type StageSums,
  type Transfer,
  type TransferFilter,
} from "./transfers/transfer.ts";
export { transfersPage, type TransfersModel } from "./transfers/transfers-page.tsx";
export { type TroubleKind, type TroubleModel, troublePage } from "./trouble/trouble-page.tsx";

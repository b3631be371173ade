export { csvTable, type CsvCell, type CsvColumn, type CsvTable } from "./csv/csv-table.ts";
export { fenToYuan } from "./csv/fen-to-yuan.ts";
export { atomFeed, feedNamespace } from "./feeds/atom.ts";
export type { FeedDocument, FeedItem, FeedPages } from "./feeds/feed-document.ts";
export { jsonFeed } from "./feeds/json-feed.ts";
export { iatiActivities } from "./iati/iati-activities.ts";
export { oc4idsPackage } from "./oc4ids/oc4ids-package.ts";
export { localNamespace } from "./publication/publication.ts";
export type {
  OpenBudgetChange,
  OpenEntry,
  OpenPlan,
  OpenProject,
  OpenTransfer,
  Publication,
} from "./publication/publication.ts";
export { sitemap } from "./sitemap/sitemap.ts";
export { csvwGroup, csvwTable } from "./tables/csvw.ts";
export { tabularDataPackage } from "./tables/data-package.ts";
export { type ExportFile, exportPackage } from "./tables/export-package.ts";
export { type ColumnSchema, dataLicense, type TablesAbout, type TableSchema } from "./tables/table-schema.ts";
export type { FaultCode } from "./workbook/fault-texts.ts";
export type { PlanWorkbook, WorkbookFault, WorkbookProject } from "./workbook/plan-workbook.ts";
export { readPlanWorkbook, type PlanWorkbookReading } from "./workbook/read-plan-workbook.ts";
export { writePlanWorkbook } from "./workbook/write-plan-workbook.ts";

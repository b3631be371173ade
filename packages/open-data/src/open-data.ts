export { csvTable, type CsvCell, type CsvColumn, type CsvTable } from "./csv/csv-table.ts";
export { fenToYuan } from "./csv/fen-to-yuan.ts";
export { atomFeed, feedNamespace } from "./feeds/atom.ts";
export type { FeedDocument, FeedItem, FeedPages } from "./feeds/feed-document.ts";
export { jsonFeed } from "./feeds/json-feed.ts";
export type { FaultCode } from "./workbook/fault-texts.ts";
export type { PlanWorkbook, WorkbookFault, WorkbookProject } from "./workbook/plan-workbook.ts";
export { readPlanWorkbook, type PlanWorkbookReading } from "./workbook/read-plan-workbook.ts";
export { writePlanWorkbook } from "./workbook/write-plan-workbook.ts";

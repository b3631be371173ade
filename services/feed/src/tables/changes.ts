import type { Entry } from "../entries/public-record.ts";
import {
  dayColumn,
  instantColumn,
  integerColumn,
  publishedTable,
  required,
  simulatedColumn,
  textColumn,
} from "./table.ts";

/** Every public entry of a plan in words, by index; what was corrected is there, too. */
export const changesTable = publishedTable<Entry>({
  name: "changes",
  title: { zh: "全部记录与变更", en: "All records and changes" },
  primaryKey: ["log_index"],
  references: [
    { column: "corrects_index", table: "changes" },
    { column: "corrected_by_index", table: "changes" },
  ],
  columns: [
    required(integerColumn("log_index", ({ publicIndex }) => publicIndex)),
    required(textColumn("leaf_hash", ({ leafHash }) => leafHash)),
    required(textColumn("id", ({ event }) => event.id)),
    required(textColumn("type", ({ event }) => event.type)),
    required(dayColumn("occurred_on", ({ event }) => event.occurredOn)),
    required(instantColumn("recorded_at", ({ event }) => event.recordedAt)),
    required(integerColumn("days_late", ({ daysLate }) => daysLate)),
    textColumn("project", ({ event }) => ("project" in event.data ? event.data.project : null)),
    required(textColumn("summary_zh", (entry) => entry.sentence("zh"))),
    required(textColumn("summary_en", (entry) => entry.sentence("en"))),
    integerColumn("corrects_index", ({ correctsIndex }) => correctsIndex),
    integerColumn("corrected_by_index", ({ correctedByIndex }) => correctedByIndex),
    simulatedColumn(({ event }) => event.simulated),
  ],
  rows: async ({ record, moment }, { view }) => ({ rows: await record.all(view.slug, moment) }),
});

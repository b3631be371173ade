import type { Entry } from "../entries/public-record.ts";
import type { DataAnswer } from "../http/data-route.ts";
import { planOf, type Question } from "../http/question.ts";
import {
  dayColumn,
  instantColumn,
  integerColumn,
  simulatedColumn,
  tableAnswer,
  type TableColumn,
  textColumn,
} from "./table.ts";

/** Every public entry of a plan in words, by index; what was corrected is there, too. */
export async function changesTable(question: Question): Promise<DataAnswer> {
  const plan = await planOf(question, question.param("slug"));
  const rows = await question.record.all(plan.view.slug, question.moment);
  return tableAnswer({ name: "changes", plan, columns, rows });
}

const columns: readonly TableColumn<Entry>[] = [
  integerColumn("log_index", ({ publicIndex }) => publicIndex),
  textColumn("leaf_hash", ({ leafHash }) => leafHash),
  textColumn("id", ({ event }) => event.id),
  textColumn("type", ({ event }) => event.type),
  dayColumn("occurred_on", ({ event }) => event.occurredOn),
  instantColumn("recorded_at", ({ event }) => event.recordedAt),
  integerColumn("days_late", ({ daysLate }) => daysLate),
  textColumn("project", ({ event }) => ("project" in event.data ? event.data.project : null)),
  textColumn("summary_zh", (entry) => entry.sentence("zh")),
  textColumn("summary_en", (entry) => entry.sentence("en")),
  integerColumn("corrects_index", ({ correctsIndex }) => correctsIndex),
  integerColumn("corrected_by_index", ({ correctedByIndex }) => correctedByIndex),
  simulatedColumn(({ event }) => event.simulated),
];

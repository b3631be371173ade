/** A text in both languages, as the API gives it under two aliases. */
export interface Both {
  readonly zh: string;
  readonly en: string;
}

export interface RefusedImport {
  readonly __typename: "Refusal";
  readonly details: readonly (Both & { readonly field: string | null; readonly value: string | null })[];
}

export interface AcceptedImport {
  readonly __typename: "Recorded" | "WorkbookPreview";
  readonly slug: string;
  readonly repeated?: boolean;
  readonly note?: Both | null;
  readonly events: readonly Both[];
}

export type ImportResult = RefusedImport | AcceptedImport;

/** What the terminal says of an import. */
export function importReport(result: ImportResult, dryRun: boolean): string {
  return result.__typename === "Refusal" ? refusedReport(result) : acceptedReport(result, dryRun);
}

function refusedReport({ details }: RefusedImport): string {
  const rows = details.map(({ field, value, zh, en }) => [field ?? "", value ?? "", `${zh} ｜ ${en}`]);
  const count = details.length;
  return [
    `未记录任何内容：发现 ${count} 处问题 ｜ Nothing was recorded: ${count} ${count === 1 ? "fault" : "faults"}`,
    ...table([["位置 Where", "值 Value", "问题与办法 What is wrong and what helps"], ...rows]),
    "",
  ].join("\n");
}

function acceptedReport({ slug, repeated, note, events }: AcceptedImport, dryRun: boolean): string {
  if (events.length === 0) {
    const { zh, en } = note ?? {
      zh: "工作簿与现行规划一致，无需记录。",
      en: "The workbook says what the plan in force says: there is nothing to record.",
    };
    return `${slug}：${zh} ｜ ${en}\n`;
  }
  const count = events.length;
  const head = dryRun
    ? `${slug}：将记录 ${count} 条 ｜ would record ${count} events`
    : repeated
      ? `${slug}：此前已记录，共 ${count} 条 ｜ had been recorded before, ${count} events`
      : `${slug}：已记录 ${count} 条 ｜ recorded ${count} events`;
  return [head, ...events.map(({ zh, en }) => `  ${zh} ｜ ${en}`), ""].join("\n");
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => columns(row[column] ?? ""))));
  return rows.map((row) =>
    row.map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - columns(cell)))).join("  "),
  );
}

/** A Chinese character is two columns wide. */
function columns(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);
}

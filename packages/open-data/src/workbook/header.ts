import { yearOf } from "./cell-values.ts";
import type { FaultList } from "./fault-list.ts";
import { labelText, shownText, type Grid } from "./grid.ts";
import { columnLetter, headings, type Field } from "./plan-workbook.ts";

export interface Header {
  /** The last row of the header: the table begins below it. */
  readonly lastRow: number;
  /** Every column that has a heading, known or not. */
  readonly columns: ReadonlySet<number>;
  readonly fields: ReadonlyMap<Field, number>;
  /** The column of each year, in the order of the sheet. */
  readonly years: ReadonlyMap<number, number>;
  /** No year of the plan is missing and none stands twice: row sums mean something. */
  readonly yearsAreComplete: boolean;
}

export interface YearSpan {
  readonly first: number;
  readonly last: number;
}

interface Heading {
  readonly row: number;
  readonly column: number;
  readonly label: string;
  readonly shown: string;
}

const rowsSearched = 30;
const groupLabel = "实施年限";
const optional: ReadonlySet<Field> = new Set(["code"]);
const fieldsByLabel = new Map<string, Field>(Object.entries(headings).map(([field, label]) => [label, field as Field]));

/** Finds the header and adds every fault of it: a column that is missing, unknown, doubled, or outside the plan. */
export function readHeader(grid: Grid, span: YearSpan | null, faults: FaultList): Header | null {
  const row = headerRow(grid);
  if (row === null) {
    const names = Object.values(headings).filter((label) => label !== headings.code);
    faults.add({ sheet: grid.name, row: 0, column: 0 }, "missing-header", "", names.join("、"));
    return null;
  }
  const found = headingsOf(grid, row);
  const fields = new Map<Field, number>();
  const years = new Map<number, number>();
  let doubledYear = false;
  for (const heading of found) {
    const place = { sheet: grid.name, row: heading.row, column: heading.column };
    const field = fieldsByLabel.get(heading.label);
    const year = yearOf(heading.label);
    const known = field ? fields.get(field) : year === null ? undefined : years.get(year);
    if (known) {
      faults.add(place, "doubled-column", heading.shown, columnLetter(known));
      doubledYear ||= year !== null;
    } else if (field) fields.set(field, heading.column);
    else if (year === null) faults.add(place, "unknown-column", heading.shown);
    else {
      years.set(year, heading.column);
      if (span && !isWithin(year, span)) {
        faults.add(place, "year-outside-plan", heading.shown, String(span.first), String(span.last));
      }
    }
  }
  const missing = missingHeadings(fields, years, span);
  for (const label of missing) faults.add({ sheet: grid.name, row, column: 0 }, "missing-column", label);
  return {
    lastRow: Math.max(...found.map((heading) => heading.row)),
    columns: new Set(found.map((heading) => heading.column)),
    fields,
    years,
    yearsAreComplete: !doubledYear && missing.every((label) => yearOf(label) === null),
  };
}

export function isWithin(year: number, { first, last }: YearSpan): boolean {
  return first <= year && year <= last;
}

function headerRow(grid: Grid): number | null {
  const isKnown = (row: number, column: number): boolean => fieldsByLabel.has(headingLabel(grid, row, column));
  const near = grid.rows.filter((row) => row <= rowsSearched);
  return near.find((row) => grid.columnsIn(row).filter((column) => isKnown(row, column)).length >= 3) ?? null;
}

/** The headings of a header of one row, or of two where 实施年限 stands above the years as in the plan's annex. */
function headingsOf(grid: Grid, row: number): Heading[] {
  const at = (headingRow: number, column: number): Heading => ({
    row: headingRow,
    column,
    label: headingLabel(grid, headingRow, column),
    shown: shownText(grid.at(headingRow, column)),
  });
  const top = grid.columnsIn(row).map((column) => at(row, column));
  const group = top.find((heading) => heading.label === groupLabel);
  if (!group || yearOf(headingLabel(grid, row + 1, group.column)) === null) return top;
  const above = top.filter((heading) => heading !== group);
  const covered = new Set(above.map((heading) => heading.column));
  const below = grid.columnsIn(row + 1).filter((column) => !covered.has(column));
  return [...above, ...below.map((column) => at(row + 1, column))];
}

/** The heading without its unit: `估算总投资（万元）` is 估算总投资. */
function headingLabel(grid: Grid, row: number, column: number): string {
  return labelText(grid.at(row, column)).replace(/\((?:单位:)?万元\)$/, "");
}

function missingHeadings(
  fields: ReadonlyMap<Field, number>,
  years: ReadonlyMap<number, number>,
  span: YearSpan | null,
): string[] {
  const labels = [...fieldsByLabel].filter(([, field]) => !fields.has(field) && !optional.has(field));
  const missing = labels.map(([label]) => label);
  if (!span) return missing;
  for (let year = span.first; year <= span.last; year++) if (!years.has(year)) missing.push(`${year}年`);
  return missing;
}

import { readAmount, readNumber, readText, readYear, type Reader } from "./cell-values.ts";
import type { FaultList, Place } from "./fault-list.ts";
import { shownText, type Content, type Grid } from "./grid.ts";
import { isWithin, type Header, type YearSpan } from "./header.ts";
import { headings, type Field, type WorkbookProject } from "./plan-workbook.ts";
import { isSlug } from "./slug.ts";

/** The amounts of one row, for the sums: null where a cell could not be read. */
export interface AmountRow {
  readonly row: number;
  readonly totalFen: bigint | null;
  readonly years: ReadonlyMap<number, bigint | null>;
}

/** One project row; `project` is null where a fault keeps it from being one. */
export interface ProjectRow extends AmountRow {
  readonly number: number | null;
  readonly name: string | null;
  readonly code: string | null;
  readonly project: WorkbookProject | null;
}

export interface TableContext {
  readonly grid: Grid;
  readonly header: Header;
  readonly span: YearSpan | null;
  readonly faults: FaultList;
}

/** The amounts in 估算总投资 and in the year columns of a row; a blank cell is zero. */
export function readAmounts({ grid, header, faults }: TableContext, row: number): AmountRow {
  const read = (column: number): bigint | null =>
    readAmount(grid.at(row, column), { faults, place: { sheet: grid.name, row, column } });
  const totalColumn = header.fields.get("totalFen");
  return {
    row,
    totalFen: totalColumn === undefined ? null : read(totalColumn),
    years: new Map([...header.years].map(([year, column]) => [year, read(column)])),
  };
}

/** Reads a project row and adds every fault that shows in the row alone. */
export function readProjectRow(context: TableContext, row: number): ProjectRow {
  const read = rowReader(context, row);
  const number = read("number", readNumber);
  const category = read("category", readCategory);
  const startYear = read("startYear", readPlanYear(context.span));
  const endYear = read("endYear", readPlanYear(context.span));
  const name = read("name", readText);
  const description = read("description", optionalText);
  const amounts = readProjectAmounts(context, row);
  const responsibleUnit = read("responsibleUnit", readText);
  const code = read("code", optionalCode);
  if (startYear !== null && endYear !== null) checkOwnYears(context, amounts, { first: startYear, last: endYear });
  const { totalFen } = amounts;
  const isWhole =
    number !== null &&
    category !== null &&
    startYear !== null &&
    endYear !== null &&
    name !== null &&
    description !== null &&
    totalFen !== null &&
    responsibleUnit !== null;
  if (!isWhole) return { ...amounts, number, name, code, project: null };
  const years = Object.fromEntries([...amounts.years].flatMap(([year, fen]) => (fen ? [[year, fen]] : [])));
  const project = { number, category, startYear, endYear, name, description, totalFen, years, responsibleUnit };
  return { ...amounts, number, name, code, project: code ? { ...project, code } : project };
}

/** Where a field of a row stands; null where the sheet has no such column. */
export function fieldPlace({ grid, header }: TableContext, row: number, field: Field): Place | null {
  const column = header.fields.get(field);
  return column === undefined ? null : { sheet: grid.name, row, column };
}

type CellReader<T> = (content: Content, heading: string, at: Reader) => T | null;

function rowReader(context: TableContext, row: number): <T>(field: Field, reader: CellReader<T>) => T | null {
  return (field, reader) => {
    const place = fieldPlace(context, row, field);
    if (!place) return null;
    // Units are merged over the rows of one bureau as categories are; in any other column a merge would hide a value.
    const isShared = field === "category" || field === "responsibleUnit";
    const content = isShared ? context.grid.atMergedDown(row, place.column) : context.grid.at(row, place.column);
    return reader(content, headings[field], { faults: context.faults, place });
  };
}

function readCategory(content: Content, heading: string, at: Reader): string | null {
  if (content.kind !== "blank") return readText(content, heading, at);
  at.faults.add(at.place, "missing-category");
  return null;
}

function readPlanYear(span: YearSpan | null): CellReader<number> {
  return (content, heading, at) => {
    const year = readYear(content, heading, at);
    if (year === null || !span || isWithin(year, span)) return year;
    at.faults.add(at.place, "year-outside-plan", shownText(content), String(span.first), String(span.last));
    return null;
  };
}

function optionalText(content: Content, heading: string, at: Reader): string | null {
  return content.kind === "blank" ? "" : readText(content, heading, at);
}

function optionalCode(content: Content, heading: string, at: Reader): string | null {
  if (content.kind === "blank") return null;
  const code = readText(content, heading, at);
  if (code === null || isSlug(code)) return code;
  at.faults.add(at.place, "bad-code", code);
  return null;
}

/** As `readAmounts`, but the total of a project cannot be left out. */
function readProjectAmounts(context: TableContext, row: number): AmountRow {
  const amounts = readAmounts(context, row);
  const place = fieldPlace(context, row, "totalFen");
  if (!place || context.grid.at(row, place.column).kind !== "blank") return amounts;
  context.faults.add(place, "missing-cell", "", headings.totalFen);
  return { ...amounts, totalFen: null };
}

function checkOwnYears(context: TableContext, amounts: AmountRow, own: YearSpan): void {
  const { grid, header, span, faults } = context;
  if (own.first > own.last) {
    const place = fieldPlace(context, amounts.row, "startYear");
    if (place) faults.add(place, "start-after-end", String(own.first), String(own.last));
    return;
  }
  for (const [year, column] of header.years) {
    // A year outside the plan has its fault at the heading.
    if (!amounts.years.get(year) || isWithin(year, own) || (span && !isWithin(year, span))) continue;
    const place = { sheet: grid.name, row: amounts.row, column };
    const shown = shownText(grid.at(amounts.row, column));
    faults.add(place, "amount-outside-project-years", shown, String(own.first), String(own.last));
  }
}

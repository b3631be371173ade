import { fenOf } from "@mingzhang/ui";
import { parseWan, parseYuan, wanText, yuanText } from "@mingzhang/ledger";
import { plainDigits, type Values } from "../values.ts";

/** A cell of the plan: one project in one fiscal year. */
export interface Cell {
  readonly project: string;
  readonly year: number;
}

/** What is added to a cell; negative where money is taken out of it. */
export interface CellDelta extends Cell {
  readonly fen: bigint;
}

export interface ShiftCell extends Cell {
  readonly before: bigint;
  /** As typed; the amount of before where nothing was. */
  readonly text: string;
  /** null where the text is no amount that a cell may hold. */
  readonly after: bigint | null;
}

export interface Shift {
  readonly cells: readonly (readonly ShiftCell[])[];
  readonly deltas: readonly CellDelta[];
  readonly byYear: readonly bigint[];
  readonly byProject: readonly bigint[];
  /** What the plan's total would change by; a reallocation needs zero. */
  readonly difference: bigint;
  readonly faulty: readonly Cell[];
}

export interface ShiftProject {
  readonly code: string;
  readonly allocations: readonly { readonly year: number; readonly amount: { readonly fen: string } }[];
}

export type ShiftUnit = "wan" | "yuan";

/** Name of the value that holds what was typed into a cell. */
export function cellField({ project, year }: Cell): string {
  return `cell:${project}:${year}`;
}

export const matrixUnitField = "cells:unit";

/**
 * The matrix with what was typed into it. `undone` is taken out of the amounts first: the movement that a correction
 * replaces.
 */
export function shiftOf(
  projects: readonly ShiftProject[],
  years: readonly number[],
  { values, undone = [] }: { values: Values; undone?: readonly CellDelta[] },
): Shift {
  const unit: ShiftUnit = values[matrixUnitField] === "yuan" ? "yuan" : "wan";
  const cells = projects.map((project) => years.map((year) => shiftCell(project, year, { values, undone, unit })));
  const all = cells.flat();
  const deltas = all.flatMap(({ project, year, before, after }) =>
    after === null || after === before ? [] : [{ project, year, fen: after - before }],
  );
  const sumWhere = (test: (delta: CellDelta) => boolean) => deltas.filter(test).reduce((sum, { fen }) => sum + fen, 0n);
  return {
    cells,
    deltas,
    byYear: years.map((year) => sumWhere((delta) => delta.year === year)),
    byProject: projects.map(({ code }) => sumWhere((delta) => delta.project === code)),
    difference: sumWhere(() => true),
    faulty: all.filter(({ after }) => after === null).map(({ project, year }) => ({ project, year })),
  };
}

interface CellContext {
  readonly values: Values;
  readonly undone: readonly CellDelta[];
  readonly unit: ShiftUnit;
}

function shiftCell(project: ShiftProject, year: number, { values, undone, unit }: CellContext): ShiftCell {
  const cell = { project: project.code, year };
  const held = fenOf(project.allocations.find((one) => one.year === year)?.amount.fen) ?? 0n;
  const taken = undone.find((delta) => delta.project === project.code && delta.year === year)?.fen ?? 0n;
  const before = held - taken;
  const typed = values[cellField(cell)];
  if (typed === undefined) return { ...cell, before, text: cellText(before, unit), after: before };
  return { ...cell, before, text: typed, after: readCell(typed, unit) };
}

/** An empty cell holds nothing; a cell below zero does not exist. */
function readCell(text: string, unit: ShiftUnit): bigint | null {
  const digits = plainDigits(text);
  if (digits === "") return 0n;
  const fen = unit === "yuan" ? parseYuan(digits) : parseWan(digits);
  return fen === null || fen < 0n ? null : fen;
}

/** A cell as it stands in its input: blank where it holds nothing. */
export function cellText(fen: bigint, unit: ShiftUnit): string {
  if (fen === 0n) return "";
  return unit === "yuan" ? yuanText(fen) : wanText(fen);
}

/** The cells that give and the cells that take, as a reallocation names them. */
export function sidesOf(deltas: readonly CellDelta[]): { from: CellAmount[]; to: CellAmount[] } {
  return {
    from: deltas.filter(({ fen }) => fen < 0n).map(({ fen, ...cell }) => ({ ...cell, amountFen: (-fen).toString() })),
    to: deltas.filter(({ fen }) => fen > 0n).map(({ fen, ...cell }) => ({ ...cell, amountFen: fen.toString() })),
  };
}

interface CellAmount extends Cell {
  readonly amountFen: string;
}

/** What was typed, written in the other unit; what is no amount stays as it is. */
export function convertCells(values: Values, to: ShiftUnit): Record<string, string> {
  const from: ShiftUnit = to === "wan" ? "yuan" : "wan";
  const converted = Object.entries(values).map(([name, text]): [string, string] => {
    const fen = name.startsWith("cell:") && text.trim() !== "" ? readCell(text, from) : null;
    return [name, fen === null ? text : cellText(fen, to)];
  });
  return { ...Object.fromEntries(converted), [matrixUnitField]: to };
}

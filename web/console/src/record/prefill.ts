import { fenOf } from "@mingzhang/ui";
import { wanText } from "@mingzhang/ledger";
import type { EventInFull } from "../event/event-page.tsx";
import type { Kind } from "./kind.ts";
import { type CellDelta, cellField, cellText } from "./matrix/shift.ts";
import type { Values } from "./values.ts";

/** Values of a form from the address: whoever comes from a project or a transfer has chosen it already. */
export function valuesFromAddress(kind: Kind, params: URLSearchParams, today: string): Values {
  const given = kind.fields.flatMap(({ name, withheld }) => {
    const value = withheld ? null : params.get(name);
    return value ? [[name, value] as const] : [];
  });
  const day = kind.fields.some(({ name }) => name === "occurredOn") ? { occurredOn: today } : {};
  return { ...day, ...Object.fromEntries(given) };
}

/** What only the address says; empty where it does not. */
export function givenValues(kind: Kind, params: URLSearchParams): Values {
  const given = kind.fields.filter(({ type }) => type === "given");
  return Object.fromEntries(given.map(({ name }) => [name, params.get(name) ?? ""]));
}

/** Values of a form from the record that is to be corrected, so that only what is wrong has to be typed. */
export function valuesFromEvent(kind: Kind, event: EventInFull): Values {
  const data = dataOf(event);
  const values: Record<string, string> = {};
  for (const { name, type, withheld } of kind.fields) {
    // What the record holds of it is a digest.
    if (withheld) continue;
    const text = name === "occurredOn" ? event.occurredOn : textOf(data, name);
    if (text === null) continue;
    values[name] = type === "amount" ? wanText(fenOf(text) ?? 0n) : text;
  }
  return values;
}

/** What the record moved between cells; empty where it moved nothing. */
export function deltasOfEvent(event: EventInFull): CellDelta[] {
  const data = dataOf(event);
  const sign = (list: unknown, factor: bigint) => cells(list).map((cell) => ({ ...cell, fen: cell.fen * factor }));
  return [...sign(data["from"], -1n), ...sign(data["to"], 1n), ...sign(data["changes"], 1n)];
}

/** The cells of the form as the record left them, given what they hold without it. */
export function cellValues(deltas: readonly CellDelta[], held: (cell: CellDelta) => bigint): Values {
  return Object.fromEntries(deltas.map((delta) => [cellField(delta), cellText(held(delta), "wan")]));
}

function dataOf(event: EventInFull): Readonly<Record<string, unknown>> {
  return JSON.parse(event.data ?? event.publicData) as Record<string, unknown>;
}

/** `nameZh` and `nameEn` of the input are `name.zh` and `name.en` of the record. */
function textOf(data: Readonly<Record<string, unknown>>, name: string): string | null {
  const local = /^(\w+)(Zh|En)$/.exec(name);
  const value = local
    ? (data[local[1] ?? ""] as Record<string, unknown> | undefined)?.[local[2]?.toLowerCase() ?? ""]
    : data[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function cells(list: unknown): CellDelta[] {
  if (!Array.isArray(list)) return [];
  return (list as { project: string; year: number; amountFen: string }[]).map(({ project, year, amountFen }) => ({
    project,
    year,
    fen: BigInt(amountFen),
  }));
}

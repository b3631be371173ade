import type { Json } from "@mingzhang/transparency-log";
import { type BreachCode, BrokenRule } from "./rule.ts";
import { fenOf } from "./yuan.ts";

type JsonObject = { readonly [name: string]: Json };

/** An entry of the log as these rules read it: nothing that is withheld from the public is needed. */
export interface Leaf {
  readonly index: number;
  readonly id: string;
  /** `FundsReleased`; the whole type where it is none of this product's events. */
  readonly kind: string;
  /** Undefined where it is of no plan: the installation's own entries have a subject with a slash before it. */
  readonly plan: string | undefined;
  readonly occurredOn: string;
  readonly corrects: { readonly id: string; readonly index: number } | undefined;
  readonly fact: JsonObject;
}

/** Reads an entry. Throws `BrokenRule`. */
export function readLeaf(entry: Uint8Array, index: number): Leaf {
  const refuse = (code: BreachCode, detail: string): never => {
    throw new BrokenRule({ code, index, plan: undefined, day: undefined, detail });
  };
  const event = objectOf(parsed(entry));
  if (event === undefined) return refuse("not-an-event", "");
  const { id, type, subject, sequence } = event;
  if (sequence !== String(index).padStart(12, "0")) refuse("wrong-sequence", String(sequence));
  if (typeof id !== "string" || typeof type !== "string") return refuse("not-an-event", "id");
  const named = /^mingzhang\.([A-Za-z]+)\.v(\d+)$/.exec(type);
  const data = objectOf(event["data"]);
  const plan = typeof subject === "string" && !subject.startsWith("/") ? subject : undefined;
  if (named === null || data === undefined) {
    return { index, id, kind: type, plan, occurredOn: "", corrects: undefined, fact: {} };
  }
  if (named[2] !== "1") refuse("unknown-version", type);
  const { occurredOn, corrects } = data;
  const fact = objectOf(data["fact"]);
  if (typeof occurredOn !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(occurredOn) || fact === undefined) {
    return refuse("wrong-fact", type);
  }
  const kind = named[1] ?? "";
  return {
    index,
    id,
    kind,
    plan,
    occurredOn,
    corrects: correctedBy(corrects, () => refuse("corrects-later-or-unknown", "")),
    fact,
  };
}

/** A text of a fact. Throws `BrokenRule` where it is not there. */
export function textOf(leaf: Leaf, name: string): string {
  const value = leaf.fact[name];
  return typeof value === "string" && value !== "" ? value : wrong(leaf, "wrong-fact", name);
}

/** A whole number of a fact, or of a part of it. */
export function wholeOf(leaf: Leaf, value: Json | undefined, name: string): number {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : wrong(leaf, "wrong-fact", name);
}

/** A positive amount in fen; of either sign but not zero where `signed`. */
export function amountOf(leaf: Leaf, value: Json | undefined, { signed = false } = {}): bigint {
  const fen = fenOf(value);
  if (fen === undefined || fen === 0n || (fen < 0n && !signed))
    return wrong(leaf, "wrong-amount", JSON.stringify(value));
  return fen;
}

/** A cell of the funding table: what a project may be given in a year. */
export interface Cell {
  readonly project: string;
  readonly year: number;
  readonly fen: bigint;
}

export function cellsOf(leaf: Leaf, name: string, { signed = false } = {}): readonly Cell[] {
  const list = leaf.fact[name];
  if (!Array.isArray(list) || list.length === 0) return wrong(leaf, "wrong-fact", name);
  return list.map((each: Json) => cellOf(leaf, objectOf(each) ?? {}, { signed }));
}

export function cellOf(leaf: Leaf, value: JsonObject, { signed = false } = {}): Cell {
  const { project, year, amount } = value;
  if (typeof project !== "string") return wrong(leaf, "wrong-fact", "project");
  return { project, year: wholeOf(leaf, year, "year"), fen: amountOf(leaf, amount, { signed }) };
}

/** Throws the `BrokenRule` of an entry that does not say what it must. */
export function wrong(leaf: Leaf, code: BreachCode, detail: string): never {
  const { index, plan, occurredOn: day } = leaf;
  throw new BrokenRule({ code, index, plan, day, detail: `${leaf.kind} ${detail}` });
}

function correctedBy(value: Json | undefined, refuse: () => never): Leaf["corrects"] {
  if (value === null) return undefined;
  const { id, sequence } = objectOf(value) ?? {};
  if (typeof id !== "string" || typeof sequence !== "string" || !/^\d{12}$/.test(sequence)) return refuse();
  return { id, index: Number(sequence) };
}

function parsed(entry: Uint8Array): Json | undefined {
  try {
    return JSON.parse(utf8.decode(entry)) as Json;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function objectOf(value: Json | undefined): JsonObject | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  return value as JsonObject;
}

interface Decoder {
  decode(bytes: Uint8Array): string;
}

// In every browser and in Node, though not in the library of the language that pure code is checked against.
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoder;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

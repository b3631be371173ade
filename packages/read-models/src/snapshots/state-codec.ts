import type { PlanState } from "@mingzhang/domain";

/**
 * A state without its transfers: these have a table of their own, and a snapshot that carried them would grow with
 * the history.
 */
export type BareState = Omit<PlanState, "transfers">;

/** The state as JSON text: keys in their order, amounts as `{"$fen":"…"}`. Throws on what it could not read back. */
export function writeState(state: BareState): string {
  const { transfers: _, ...bare } = state as PlanState;
  return JSON.stringify(tagged(bare, "state"));
}

export function readState(text: string): BareState {
  return JSON.parse(text, (_key, value: unknown) => (isTag(value) ? BigInt(value.$fen) : value)) as BareState;
}

function tagged(value: unknown, place: string): unknown {
  if (typeof value === "bigint") return { $fen: value.toString() };
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => tagged(item, `${place}[${index}]`));
  if (typeof value === "object") {
    const members = Object.entries(value).map(([name, member]) => [name, tagged(member, `${place}.${name}`)] as const);
    if (members.some(([name]) => name === "$fen")) throw new TypeError(`${place} holds a key that marks amounts`);
    return Object.fromEntries(members);
  }
  throw new TypeError(
    `${place} is ${typeof value === "number" ? String(value) : typeof value}, which a snapshot cannot keep`,
  );
}

function isTag(value: unknown): value is { readonly $fen: string } {
  return typeof value === "object" && value !== null && "$fen" in value && typeof value.$fen === "string";
}

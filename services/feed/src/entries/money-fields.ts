import type { Json } from "@mingzhang/transparency-log";
import { yuanText } from "@mingzhang/ledger";

interface Money {
  readonly amount: string;
  readonly currency: "CNY";
}

/**
 * Fields that hold fen (`amountFen: "2500000"`) as outside readers know money: `amount: { amount: "25000.00", currency:
 * "CNY" }`, at any depth. Throws where a field named so holds anything but digits or null, or where names would clash.
 */
export function withMoney(value: Json): Json {
  if (isList(value)) return value.map(withMoney);
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).map(([name, member]): [string, Json] =>
    name.endsWith("Fen") ? [name.slice(0, -"Fen".length), money(name, member)] : [name, withMoney(member)],
  );
  const named = Object.fromEntries(members);
  if (Object.keys(named).length !== members.length) {
    throw new TypeError(`two fields of one name: ${members.map(([name]) => name).join(", ")}`);
  }
  return named;
}

function money(name: string, value: Json): Json {
  if (value === null) return null;
  if (typeof value !== "string" || !/^-?(0|[1-9]\d*)$/.test(value)) throw new TypeError(`${name} is no amount in fen`);
  return { amount: yuanText(BigInt(value)), currency: "CNY" } satisfies Money;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

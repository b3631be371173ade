import { canonicalBytes, type Json, sha256Hex } from "@mingzhang/transparency-log";
import type { PlanView } from "./view.ts";

/** SHA-256 in hex over the RFC 8785 text of the view, amounts as strings of digits. */
export function stateHash(view: PlanView): string {
  return sha256Hex(canonicalBytes(asJson(view)));
}

/** The view as JSON: what `stateHash` is taken over. */
export function viewJson(view: PlanView): Json {
  return asJson(view);
}

function asJson(value: unknown): Json {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asJson(member)]));
  }
  throw new TypeError(`a view holds no ${typeof value}`);
}

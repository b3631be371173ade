import { type Decision, type Fact, publicDataOf, refusal } from "@mingzhang/domain";
import { canonicalBytes, maximalEntryBytes } from "@mingzhang/transparency-log";

/** More than what an entry of the public log holds beside the fact: names of members, ids, instant, slug, index. */
const frameBytes = 1024;
/** More than `"amountFen":"1"` grows by when it becomes `"amount":{"amount":"0.01","currency":"CNY"}`. */
const moneyBytes = 48;

/** A bound of the bytes that a fact has as an entry of the public log. */
export function entryBytesAtMost(fact: Fact): number {
  const data = canonicalBytes(publicDataOf(fact));
  const money = Buffer.from(data).toString().split('Fen":').length - 1;
  const reason = fact.replaces === null ? 0 : canonicalBytes(fact.replaces.reason).length;
  return frameBytes + data.length + money * moneyBytes + reason;
}

/** The decision, refused where one of its facts could never become an entry of the public log: by its longest field. */
export function withinEntries(decision: Decision): Decision {
  if (!decision.ok) return decision;
  const [largest] = decision.facts
    .map((fact) => ({ fact, bytes: entryBytesAtMost(fact) }))
    .toSorted((a, b) => b.bytes - a.bytes);
  if (!largest || largest.bytes <= maximalEntryBytes) return decision;
  const field = longestField(largest.fact);
  const values = { bytes: largest.bytes, atMost: maximalEntryBytes, field };
  return { ok: false, refusals: [refusal("entry-too-large", values, field)] };
}

function longestField(fact: Fact): string {
  const sizes = Object.entries(publicDataOf(fact)).map(([field, value]) => ({
    field,
    bytes: canonicalBytes(value).length,
  }));
  return sizes.toSorted((a, b) => b.bytes - a.bytes)[0]?.field ?? fact.type;
}

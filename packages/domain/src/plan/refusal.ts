/**
 * Every reason for which a command is refused. A refusal is a value: nothing was recorded, and the text says what
 * would help. Listed in the order in which they are looked for.
 */
export const refusalCodes = [
  "invalid-input",
  "personal-data",
  "idempotency-key-reused",
  "unreadable-record",
  "unknown-plan",
  "plan-exists",
  "stale-position",
  "date-in-future",
  "date-before-plan",
  "plan-closed",
  "unknown-event",
  "already-replaced",
  "correction-changes-kind",
  "not-withheld",
  "years-out-of-order",
  "year-outside-plan",
  "unknown-sector",
  "duplicate-sector",
  "unknown-project",
  "duplicate-project",
  "duplicate-number",
  "duplicate-quantity",
  "allocation-already-set",
  "doubled-cell",
  "reallocation-unbalanced",
  "allocation-below-zero",
  "unknown-quantity",
  "step-already-recorded",
  "missing-steps",
  "already-started",
  "not-started",
  "already-accepted",
  "unknown-milestone",
  "duplicate-milestone",
  "milestone-already-reached",
  "evidence-not-held",
  "photo-without-image",
  "duplicate-evidence",
  "unknown-evidence",
  "evidence-withdrawn",
  "unknown-transfer",
  "not-a-payment",
  "not-reversible",
  "refund-exceeds-payment",
  "nothing-left-to-reverse",
  "payment-ahead-of-progress",
  "overdrawn",
  "exceeds-allocation",
  "breaks-later-fact",
  "entry-too-large",
  "conflict",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Values that a message speaks of. Amounts are bigint fen. */
export type RefusalValues = Readonly<Record<string, string | number | bigint | readonly string[]>>;

export interface Refusal {
  readonly code: RefusalCode;
  readonly values: RefusalValues;
  /** Input field that is to be changed, where one can be named. */
  readonly field: string | null;
  /** The later fact that the command would break, with the reason in `cause`. */
  readonly laterFact: { readonly event: string; readonly occurredOn: string; readonly cause: Refusal } | null;
}

export function refusal(code: RefusalCode, values: RefusalValues = {}, field: string | null = null): Refusal {
  return { code, values, field, laterFact: null };
}

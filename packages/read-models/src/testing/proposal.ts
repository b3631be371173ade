import fc from "fast-check";

/** Raw material for one command: what it becomes depends on the history that it meets. */
export interface Proposal {
  readonly kind: (typeof kinds)[number];
  readonly plan: number;
  readonly project: number;
  readonly other: number;
  readonly year: number;
  readonly share: number;
  /** Which of the earlier events it names. */
  readonly target: number;
  /** Days that pass before it is recorded. */
  readonly pause: number;
  /** Days between its occurrence and its recording. */
  readonly late: number;
  /** Positions that the store leaves out before it. */
  readonly gap: number;
  readonly simulated: boolean;
}

const kinds = [
  "appropriate",
  "release",
  "pay",
  "refund",
  "reverse",
  "reallocate",
  "amend",
  "correct",
  "void",
  "milestone",
  "preparation",
  "start",
  "progress",
  "base",
  "adopt",
  "addProject",
  "evidence",
] as const;

const weights = { release: 5, pay: 6, refund: 4, reverse: 4, correct: 7, void: 4, reallocate: 3, milestone: 3 };

const kind = fc.oneof(
  ...kinds.map((one) => ({ arbitrary: fc.constant(one), weight: (weights as Record<string, number>)[one] ?? 2 })),
);

const index = fc.nat({ max: 999 });
const late = fc.oneof(
  { arbitrary: fc.constant(0), weight: 4 },
  { arbitrary: fc.nat({ max: 20 }), weight: 4 },
  { arbitrary: fc.nat({ max: 500 }), weight: 2 },
);

export const proposal: fc.Arbitrary<Proposal> = fc.record({
  kind,
  plan: fc.nat({ max: 3 }),
  project: index,
  other: index,
  year: index,
  share: fc.integer({ min: 1, max: 100 }),
  target: index,
  pause: fc.oneof(fc.constant(0), fc.nat({ max: 40 })),
  late,
  gap: fc.nat({ max: 2 }),
  simulated: fc.integer({ min: 1, max: 40 }).map((one) => one === 1),
});

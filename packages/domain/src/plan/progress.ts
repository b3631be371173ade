import { type Fen, parseDecimal, percentText } from "@mingzhang/ledger";
import type { PlanState, ProjectState } from "./plan-state.ts";
import { preparationSteps, type PreparationStep } from "./project-events.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** Steps that a project still lacks before it may start; none for a project taken over from the earlier plan. */
export function missingSteps(project: ProjectState): readonly PreparationStep[] {
  if (project.added.carriedOver) return [];
  return preparationSteps.filter((step) => !project.preparation[step]);
}

/**
 * Mean share of the planned quantities that is done, each capped at 100 %, in hundredths of a percent; null without
 * a planned quantity. Quantities have different units, so each counts the same.
 */
export function progressHundredths({ added, progress }: ProjectState): bigint | null {
  const shares = added.quantities.map(({ code, planned }) => {
    const whole = parseDecimal(planned);
    const done = parseDecimal(progress[code]?.done ?? "0");
    if (!whole || !done || whole.value === 0n) return 0n;
    const part = done.value * 10n ** BigInt(whole.scale);
    const full = whole.value * 10n ** BigInt(done.scale);
    return part >= full ? 10_000n : (part * 10_000n) / full;
  });
  if (shares.length === 0) return null;
  return shares.reduce((sum, share) => sum + share, 0n) / BigInt(shares.length);
}

/**
 * The most that may have been paid for a project at its progress, under the plan's ceiling; null where nothing limits
 * it. The share is rounded to hundredths of a percent, halves up, so that the limit lies half a hundredth above.
 */
export function mostPaidFen({ paymentCeilingPoints }: PlanState, project: ProjectState): Fen | null {
  const ceiling = paymentCeilingPoints === null ? null : parseDecimal(paymentCeilingPoints);
  if (!ceiling) return null;
  const progress = progressHundredths(project);
  const allocated = allocatedFen(project);
  if (progress === null || allocated <= 0n) return null;
  const hundredths = progress + (ceiling.value * 100n) / 10n ** BigInt(ceiling.scale);
  return ((2n * hundredths + 1n) * allocated - 1n) / 20_000n;
}

/** Whether a payment would run further ahead of physical progress than the plan's ceiling allows. */
export function aheadOfProgress(state: PlanState, project: ProjectState, amountFen: bigint): readonly Refusal[] {
  const most = mostPaidFen(state, project);
  const paidFen = project.paidFen + amountFen;
  if (most === null || paidFen <= most) return [];
  const paidPercent = percentText(paidFen, allocatedFen(project));
  const progressPercent = percentText(progressHundredths(project) ?? 0n, 10_000n);
  const values = { paidPercent, progressPercent, ceiling: state.paymentCeilingPoints ?? "" };
  return [refusal("payment-ahead-of-progress", values, "amountFen")];
}

function allocatedFen({ allocations }: ProjectState): Fen {
  return Object.values(allocations).reduce((sum, amount) => sum + amount, 0n);
}

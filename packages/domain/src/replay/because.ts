import type { Fen } from "@mingzhang/ledger";
import type { Words } from "../words/lang.ts";
import { definitionOf } from "./definitions.ts";
import { type Effect, type Traced, traced } from "./effects.ts";
import { type Figure, figures } from "./figures.ts";
import type { Replay } from "./replay.ts";
import type { LiveEvent } from "./timeline.ts";
import type { PlanView } from "./view.ts";

/** Why a figure is what it is: its events in fold order, and for a formula its operands. */
export interface Because {
  readonly figure: Figure;
  readonly formula: Words | null;
  readonly operands: readonly Figure[];
  readonly events: readonly Contribution[];
}

export interface Contribution {
  readonly live: LiveEvent;
  /** What the event adds to an amount; null where the figure is none, or the event only bears on it. */
  readonly contributionFen: Fen | null;
}

/** The events behind the figure at a path; contributions of an amount add up to it exactly. Null: no such figure. */
export function because({ live, view }: Pick<Replay, "live" | "view">, path: string): Because | null {
  const all = figures(view);
  const figure = all.find((one) => one.path === path);
  if (!figure) return null;
  const { formula, operands } = definitionOf(figure, view);
  return {
    figure,
    formula,
    operands: operands.flatMap((operand) => all.find((one) => one.path === operand) ?? []),
    events: contributions(figure, view, traced(live)),
  };
}

/** Contributions to one figure out of a traced history, so that many figures share one trace. */
export function contributions(figure: Figure, view: PlanView, trace: readonly Traced[]): readonly Contribution[] {
  const { weigh, carried } = definitionOf(figure, view);
  const carrier = carried && trace.findLast(({ effects }) => effects.some((one) => sets(one, carried.path)));
  return trace.flatMap((one) => {
    const weights = one.effects.map(weigh).filter((weight) => weight !== undefined);
    if (weights.length === 0) return [];
    const amounts: Fen[] = weights.filter((weight) => weight !== null);
    if (carried && one === carrier) amounts.push(carried.fen);
    const none = amounts.length === 0 || figure.value === null;
    const contributionFen = none ? null : amounts.reduce((sum, amount) => sum + amount, 0n);
    return [{ live: one.live, contributionFen }];
  });
}

function sets(effect: Effect, path: string): boolean {
  return effect.kind === "set" && effect.path === path;
}

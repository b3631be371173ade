import type { PlanEvent } from "../event/plan-event.ts";
import { contributions } from "./because.ts";
import { type Traced, traced } from "./effects.ts";
import { type Figure, figures } from "./figures.ts";
import type { Replay } from "./replay.ts";
import type { LiveEvent } from "./timeline.ts";

export type DiffCause = "worldMovedOn" | "learntBetter" | "both";

/** A figure or state that differs between two views. Values as in `Figure`; null where the view has none. */
export interface Change {
  readonly path: string;
  readonly kind: Figure["kind"];
  readonly label: Figure["label"];
  readonly before: string | null;
  readonly after: string | null;
  readonly cause: DiffCause;
  /** Events that lie in one view and not in the other and bear on the figure, in fold order. */
  readonly because: readonly PlanEvent[];
}

export type DiffSide = Pick<Replay, "live" | "view" | "moment">;

/**
 * What differs from one view to another. A side that is null is a plan that does not exist there. It tells the world
 * that moved on (the event lies after the other view's day) from what was learnt better (it lies within it).
 */
export function planDiff(from: DiffSide | null, to: DiffSide | null): readonly Change[] {
  const before = new Map((from ? figures(from.view) : []).map((figure) => [figure.path, figure]));
  const after = new Map((to ? figures(to.view) : []).map((figure) => [figure.path, figure]));
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const changed = paths.filter((path) => before.get(path)?.value !== after.get(path)?.value);
  if (changed.length === 0) return [];
  const left = side(from, to);
  const right = side(to, from);
  return changed.flatMap((path) => {
    const [a, b] = [before.get(path), after.get(path)];
    const known = b ?? a;
    if (!known || (!a && b?.value === null) || (!b && a?.value === null)) return [];
    const events = [...left(a), ...right(b)].toSorted((x, y) => compare(x.live, y.live));
    return [
      {
        path,
        kind: known.kind,
        label: known.label,
        before: a?.value ?? null,
        after: b?.value ?? null,
        cause: cause(events.map(({ learnt }) => learnt)),
        because: events.map(({ live }) => live.event),
      },
    ];
  });
}

type Sided = { readonly live: LiveEvent; readonly learnt: boolean };

/** Finds, for a figure of one side, the events that only this side has. */
function side(own: DiffSide | null, other: DiffSide | null): (figure: Figure | undefined) => readonly Sided[] {
  if (!own) return () => [];
  const elsewhere = new Set(other?.live.map(({ event }) => event.id));
  const trace: readonly Traced[] = traced(own.live);
  const alone = trace.filter(({ live }) => !elsewhere.has(live.event.id));
  return (figure) =>
    figure
      ? contributions(figure, own.view, alone).map(({ live }) => ({
          live,
          learnt: other !== null && live.event.occurredOn <= other.moment.asOf,
        }))
      : [];
}

/** A state that changes without an event (a date that passes) changes because the world moved on. */
function cause(learnt: readonly boolean[]): DiffCause {
  if (!learnt.includes(true)) return "worldMovedOn";
  return !learnt.includes(false) ? "learntBetter" : "both";
}

function compare(a: LiveEvent, b: LiveEvent): number {
  if (a.event.occurredOn !== b.event.occurredOn) return a.event.occurredOn < b.event.occurredOn ? -1 : 1;
  return a.event.position < b.event.position ? -1 : a.event.position > b.event.position ? 1 : 0;
}

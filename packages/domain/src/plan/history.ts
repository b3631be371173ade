import type { PlanEvent } from "../event/plan-event.ts";
import { inFoldOrder, type LiveEvent, ordered, resolved } from "../replay/timeline.ts";
import { evolve } from "./evolve.ts";
import type { PlanState } from "./plan-state.ts";

/** All that is recorded of one plan, with the view of now: what a command is decided against. */
export interface History {
  readonly events: readonly PlanEvent[];
  readonly live: readonly LiveEvent[];
  readonly state: PlanState | null;
}

export const emptyHistory: History = { events: [], live: [], state: null };

/** The history with events recorded since. Costs the new events only, unless one is back-dated or a correction. */
export function extended(history: History, recorded: readonly PlanEvent[]): History {
  if (recorded.length === 0) return history;
  const events = [...history.events, ...recorded];
  const all = () => ordered(resolved(events));
  const tail = recorded.some(({ replaces }) => replaces) ? null : resolvedTail(history, recorded);
  const live = tail ? [...history.live, ...tail] : all();
  const state = tail ? tail.reduce(evolve, history.state) : live.reduce(evolve, null as PlanState | null);
  return { events, live, state };
}

/** The new events as live ones where all of them come after the history's last in fold order; null otherwise. */
function resolvedTail(history: History, recorded: readonly PlanEvent[]): readonly LiveEvent[] | null {
  const last = history.live.at(-1);
  const resolve = last?.resolve ?? ((id: string) => id);
  const tail = recorded.map((event) => ({ event, fact: event.id, place: event.position, resolve }));
  const inOrder = tail.every((live, index) => {
    const before = index === 0 ? last : tail[index - 1];
    return !before || inFoldOrder(before, live) < 0;
  });
  return inOrder ? tail : null;
}

import type { PlanEvent } from "../event/plan-event.ts";
import { evolve } from "../plan/evolve.ts";
import type { PlanState } from "../plan/plan-state.ts";
import { type LiveEvent, type Moment, timeline } from "./timeline.ts";
import { type PlanView, viewOf } from "./view.ts";

/** A plan at a pair of dates: the events that count there, the folded state, and what is published of it. */
export interface Replay {
  readonly moment: Moment;
  readonly live: readonly LiveEvent[];
  readonly state: PlanState;
  readonly view: PlanView;
}

/**
 * V(D, T) by its definition: the plain fold of one plan's events. Null where the plan was not adopted by D or not
 * known at T. Every faster way to a view is tested against this one.
 */
export function replay(events: readonly PlanEvent[], moment: Moment): Replay | null {
  const live = timeline(events, moment);
  const state = live.reduce(evolve, null as PlanState | null);
  return state && { moment, live, state, view: viewOf(state, moment.asOf) };
}

import { evolve, inFoldOrder, type LiveEvent, type PlanState } from "@mingzhang/domain";
import { orPoison } from "../projections/poison-event.ts";
import type { Append, Recorded } from "../projections/recorded.ts";
import type { Base } from "./fold-plan.ts";
import type { BareState } from "./state-codec.ts";

/**
 * What is folded of one plan, as known now: the snapshots that hold, and the events after the last of them. Money is
 * not among it. Kept in memory from batch to batch by whoever alone writes the plan's shard.
 */
export class Shelf {
  readonly plan: string;
  credit: bigint;
  /** Days of the snapshots that hold now, in order; the base is the last of them. */
  days: readonly string[];
  private base: Base | null;
  /** Events after the base that count now and are folded, in the order of the fold. */
  private events: LiveEvent[];
  /** What they come to; undefined where that has to be worked out anew. */
  private folded: BareState | null | undefined;

  constructor(plan: string, held: { credit: bigint; days: readonly string[]; base: Base | null; events: LiveEvent[] }) {
    this.plan = plan;
    this.credit = held.credit;
    this.days = held.days;
    this.base = held.base;
    this.events = held.events;
    this.folded = held.events.length === 0 ? (held.base?.state ?? null) : undefined;
  }

  /** What keeping it costs. */
  get weight(): number {
    return this.events.length + 10;
  }

  /** Takes in what an append adds to the fold and takes from it. All of it lies after the base. */
  enter({ events }: Append): void {
    const gone = new Set(events.flatMap(({ replaced }) => (replaced && isFolded(replaced) ? [replaced.id] : [])));
    if (gone.size > 0) {
      this.events = this.events.filter(({ event }) => !gone.has(event.id));
      this.folded = undefined;
    }
    for (const recorded of events) if (isFolded({ ...recorded, type: recorded.event.type })) this.add(recorded);
  }

  private add({ event, fact, place }: Recorded): void {
    // Only events that move money name others.
    const live: LiveEvent = { event, fact, place, resolve: (id) => id };
    const last = this.events.at(-1);
    if (!last || inFoldOrder(last, live) < 0) {
      this.events.push(live);
      if (this.folded !== undefined) this.folded = step(this.folded, live);
      return;
    }
    const at = this.events.findIndex((other) => inFoldOrder(live, other) < 0);
    this.events.splice(at < 0 ? this.events.length : at, 0, live);
    this.folded = undefined;
  }

  /** The plan with all that is known of it, money left out; null before its adoption. Throws `PoisonEvent`. */
  state(): BareState | null {
    if (this.folded === undefined) {
      let state: BareState | null = this.base?.state ?? null;
      for (const live of this.events) state = step(state, live);
      this.folded = state;
    }
    return this.folded;
  }

  /** Events behind the base that a snapshot could be made for: those of the very last day may not be the last yet. */
  looseEvents(): number {
    const lastDay = this.events.at(-1)?.event.occurredOn;
    let loose = this.events.length;
    while (loose > 0 && this.events[loose - 1]?.event.occurredOn === lastDay) loose -= 1;
    return loose;
  }

  /** Makes the snapshots that are missing, so many events apart, each at the end of a day that is not the last. */
  makeSnapshots(every: number): readonly Base[] {
    const made: (Base & { readonly folded: number })[] = [];
    let pending: (Base & { readonly folded: number }) | null = null;
    let state: BareState | null = this.base?.state ?? null;
    for (const [index, live] of this.events.entries()) {
      state = step(state, live);
      const day = live.event.occurredOn;
      if (this.events[index + 1]?.event.occurredOn === day) continue;
      if (pending) made.push(pending);
      const folded = index + 1;
      pending = folded - (made.at(-1)?.folded ?? 0) >= every ? { throughOn: day, state, folded } : null;
    }
    const last = made.at(-1);
    if (last) {
      this.base = { throughOn: last.throughOn, state: last.state };
      this.events = this.events.slice(last.folded);
      this.days = [...this.days, ...made.map(({ throughOn }) => throughOn)];
    }
    return made;
  }
}

function step(before: BareState | null, live: LiveEvent): BareState {
  const state: PlanState | null = before && { ...before, transfers: {} };
  return orPoison(live.event, () => evolve(state, live));
}

/** Whether an event is folded: it neither moves money, which is summed, nor merely takes another one out. */
export function isFolded({ moves, type }: { readonly moves: boolean; readonly type: string }): boolean {
  return !moves && type !== "RecordVoided";
}

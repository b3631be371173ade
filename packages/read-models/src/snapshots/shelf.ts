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
  /** Events folded anew to make its snapshots, all together. */
  refolded: bigint;
  /** Days of the snapshots that hold now, in order; the base is the last of them. */
  days: readonly string[];
  private base: Base | null;
  /** Events after the base that count now and are folded, in the order of the fold. */
  private events: LiveEvent[];
  /** What they come to; undefined where that has to be worked out anew. */
  private folded: BareState | null | undefined;
  /** States on the way, each so many events after the one before: what comes late is mostly not very late. */
  private marks: (BareState | null)[] = [];

  constructor(
    plan: string,
    held: { refolded: bigint; days: readonly string[]; base: Base | null; events: LiveEvent[] },
  ) {
    this.plan = plan;
    this.refolded = held.refolded;
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
      const first = this.events.findIndex(({ event }) => gone.has(event.id));
      this.events = this.events.filter(({ event }) => !gone.has(event.id));
      this.changedFrom(first);
    }
    for (const recorded of events) {
      if (isFolded({ moves: recorded.moves, type: recorded.event.type })) this.add(recorded);
    }
  }

  private add({ event, fact, place }: Recorded): void {
    // Only events that move money name others.
    const live: LiveEvent = { event, fact, place, resolve: (id) => id };
    const last = this.events.at(-1);
    if (!last || inFoldOrder(last, live) < 0) {
      this.events.push(live);
      if (this.folded !== undefined) this.folded = this.stepTo(this.events.length - 1, this.folded);
      return;
    }
    const at = this.events.findIndex((other) => inFoldOrder(live, other) < 0);
    const index = at < 0 ? this.events.length : at;
    this.events.splice(index, 0, live);
    this.changedFrom(index);
  }

  private changedFrom(index: number): void {
    if (index < 0) return;
    this.folded = undefined;
    this.marks.length = Math.min(this.marks.length, Math.floor(index / markEvery));
  }

  /** The state after an event, from the one before it. */
  private stepTo(index: number, before: BareState | null): BareState | null {
    const live = this.events[index];
    const state = live ? step(before, live) : before;
    if ((index + 1) % markEvery === 0) this.marks[(index + 1) / markEvery - 1] = state;
    return state;
  }

  /** The plan with all that is known of it, money left out; null before its adoption. Throws `PoisonEvent`. */
  state(): BareState | null {
    if (this.folded === undefined) {
      const from = this.marks.length;
      let state: BareState | null = (from > 0 ? this.marks[from - 1] : this.base?.state) ?? null;
      for (let index = from * markEvery; index < this.events.length; index += 1) state = this.stepTo(index, state);
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
    const states: BareState[] = [];
    for (const [index, live] of this.events.entries()) {
      const state = step(states[index - 1] ?? this.base?.state ?? null, live);
      states.push(state);
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
      this.marks = states.slice(last.folded).filter((_, index) => (index + 1) % markEvery === 0);
      this.folded = states.at(-1);
      this.days = [...this.days, ...made.map(({ throughOn }) => throughOn)];
    }
    return made;
  }
}

const markEvery = 16;

function step(before: BareState | null, live: LiveEvent): BareState {
  const state: PlanState | null = before && { ...before, transfers: {} };
  return orPoison(live.event, () => evolve(state, live));
}

/** Whether an event is folded: it neither moves money, which is summed, nor merely takes another one out. */
export function isFolded({ moves, type }: { readonly moves: boolean; readonly type: string }): boolean {
  return !moves && type !== "RecordVoided";
}

import type { PlanEvent } from "../event/plan-event.ts";
import type { LiveEvent } from "../replay/timeline.ts";
import { type Book, type Broken, closingState, type Rebooked, rebooked } from "./book.ts";
import { EventLog } from "./event-log.ts";
import { type Changes, type Known, type KnownEvents, nothingKnown, takenUp } from "./known.ts";
import { withChanges } from "./lineage.ts";
import type { PlanState } from "./plan-state.ts";
import { noTransfers, Transfers } from "./transfers.ts";

interface Parts {
  readonly log: EventLog;
  readonly known: KnownEvents;
  readonly book: Book;
  readonly state: PlanState | null;
  readonly folded: number;
}

/**
 * All that is recorded of one plan, with the view of now: what a command is decided against. Never changed; a longer
 * history shares almost everything with the shorter one. Its state is the plain fold of its events: `replay` says what
 * that is, and tests compare at every step.
 */
export class History {
  /** The state after all that counts; null before the adoption. */
  readonly state: PlanState | null;
  /** How many events are recorded. */
  readonly count: number;
  /** How many events were folded to get here from the history that this one extends. */
  readonly folded: number;
  private readonly parts: Parts;
  private listed: { events?: readonly PlanEvent[]; live?: readonly LiveEvent[] } = {};

  constructor(parts: Parts) {
    this.parts = parts;
    this.state = parts.state;
    this.count = parts.log.length;
    this.folded = parts.folded;
  }

  /** Everything recorded, in its order. Listed when first asked for: in the time that a long list takes. */
  get events(): readonly PlanEvent[] {
    return (this.listed.events ??= this.parts.log.all());
  }

  /** What counts by now, in the order of the fold. Listed when first asked for, too. */
  get live(): readonly LiveEvent[] {
    return (this.listed.live ??= this.parts.book.flatMap(({ lives }) => lives));
  }

  get last(): PlanEvent | null {
    return this.parts.log.last();
  }

  /** Last of what counts, in the order of the fold. */
  get lastLive(): LiveEvent | null {
    return this.parts.book.at(-1)?.lives.at(-1) ?? null;
  }

  get known(): KnownEvents {
    return this.parts.known;
  }

  event(id: string): PlanEvent | null {
    return this.find(id)?.event ?? null;
  }

  find(id: string): Known | null {
    return this.parts.known.get(id) ?? null;
  }

  /** Events recorded after a position, in their order. Costs no more than these. */
  after(position: bigint): readonly PlanEvent[] {
    return this.parts.log.lastWhile((event) => event.position > position);
  }

  /** The history with events recorded since, as the stream has them. Costs what they change, not what there is. */
  with(recorded: readonly PlanEvent[]): History {
    if (recorded.length === 0) return this;
    const changes = takenUp(this.parts.known, recorded);
    const booked = rebooked(this.parts.book, changes, { check: false });
    if ("broken" in booked) throw new Error("nothing was checked");
    return this.next(recorded, changes, booked);
  }

  /** Whether all rules would hold with these facts, on every day from the first that they change; and what then is. */
  tried(proposed: readonly PlanEvent[]): { readonly next: () => History } | { readonly broken: Broken } {
    const changes = takenUp(this.parts.known, proposed);
    const booked = rebooked(this.parts.book, changes, { check: true });
    return "broken" in booked ? booked : { next: () => this.next(proposed, changes, booked) };
  }

  private next(events: readonly PlanEvent[], changes: Changes, booked: Exclude<Rebooked, { broken: Broken }>): History {
    const { book, folded } = booked;
    const transfers = withChanges(Transfers.of(this.state?.transfers ?? noTransfers), changes);
    const last = closingState(book.at(-1));
    const state = last && { ...last, transfers };
    return new History({ log: this.parts.log.with(events), known: changes.known, book, state, folded });
  }
}

export const emptyHistory = new History({
  log: new EventLog(),
  known: nothingKnown,
  book: [],
  state: null,
  folded: 0,
});

/** The history with events recorded since. */
export function extended(history: History, recorded: readonly PlanEvent[]): History {
  return history.with(recorded);
}

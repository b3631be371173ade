import { inFoldOrder, type LiveEvent } from "../replay/timeline.ts";
import type { Day } from "../time/day.ts";
import { evolve } from "./evolve.ts";
import { guard } from "./guard.ts";
import { type Headroom, narrowed } from "./headroom.ts";
import { invariants } from "./invariants.ts";
import type { Changes, KnownEvents } from "./known.ts";
import { lastConcerned, linesFor } from "./lineage.ts";
import type { PlanState } from "./plan-state.ts";
import type { Refusal } from "./refusal.ts";
import { allShifted, bears, settled, type Shift, shiftBetween } from "./shift.ts";
import { noTransfers } from "./transfers.ts";

/** A day on which something happened, closed: what was folded on it, and the state at its end. */
export interface BookedDay {
  readonly day: Day;
  readonly lives: readonly LiveEvent[];
  /** State at the day's end without transfers, whose lines are found by fact; and without the shift. */
  readonly folded: PlanState;
  /** Without the shift, too. */
  readonly headroom: Headroom;
  /** What is to be added for entries that were recorded late: `settled` works it out. Null: nothing. */
  readonly shift: Shift | null;
}

/** State at a day's end, without transfers. */
export function closingState(booked: BookedDay | undefined): PlanState | null {
  return booked ? settled(booked).folded : null;
}

/** The days of a plan in their order. */
export type Book = readonly BookedDay[];

/** A rule that the changes break: at one event, or at the end of a day with these events. */
export interface Broken {
  readonly causes: readonly Refusal[];
  readonly at: LiveEvent | readonly LiveEvent[];
}

/** The book after changes, with the number of events that were folded for it; or what they break, where asked for. */
export type Rebooked = { readonly book: Book; readonly folded: number } | { readonly broken: Broken };

interface ChangedDay {
  readonly day: Day;
  readonly lives: readonly LiveEvent[];
  /** How many of the day's events stand unchanged at its beginning. */
  readonly kept: number;
}

interface Fold {
  readonly known: KnownEvents;
  /** The first event that is new or gone: from there on every rule is checked. Null: what is recorded is recorded. */
  readonly checkFrom: LiveEvent | null;
}

/**
 * Folds the days that changes bear on. As soon as what differs is nothing but money, and no later event concerns it,
 * the later days are not folded again: the difference is added to them, and checked against them day by day.
 */
export function rebooked(book: Book, changes: Changes, { check }: { readonly check: boolean }): Rebooked {
  const changed = changedDays(book, changes);
  const through = lastConcerned(changes)?.event.occurredOn;
  const first = [...changes.added, ...changes.removed].reduce<LiveEvent | null>(earlier, null);
  if (through === undefined || !first) return { book, folded: 0 };
  const fold = { known: changes.known, checkFrom: check ? first : null };
  let at = indexOf(book, first.event.occurredOn);
  const days = book.slice(0, at);
  let state = closingState(book[at - 1]);
  let before = state;
  let folded = 0;
  for (let next = 0; next < changed.length || at < book.length;) {
    const old = book[at];
    const was = old && settled(old);
    const now = changed[next];
    const day = was && (!now || was.day <= now.day) ? was.day : (now?.day as Day);
    const isOld = was?.day === day;
    const isChanged = now?.day === day;
    const lives = isChanged ? now.lives : (was?.lives ?? []);
    const grows = isOld && isChanged && state === before && now.kept === was.lives.length;
    const start = grows ? { state: was.folded, headroom: was.headroom } : { state, headroom: {} };
    const fresh = grows ? lives.slice(now.kept) : lives;
    const closed = closeDay(start, fresh, { ...fold, day, lives });
    if ("broken" in closed) return closed;
    folded += fresh.length;
    const { headroom } = closed;
    if (lives.length > 0 && closed.state) days.push({ day, lives, folded: closed.state, headroom, shift: null });
    state = closed.state;
    if (isOld) before = was.folded;
    if (isOld) at += 1;
    if (isChanged) next += 1;
    if (next < changed.length || day < through || !state || !before) continue;
    const shift = shiftBetween(before, state);
    const rest = book.slice(at);
    if (!shift || (check && !bears(rest, shift))) continue;
    return { book: [...days, ...allShifted(rest, shift)], folded };
  }
  return { book: days, folded };
}

interface Closing {
  readonly state: PlanState | null;
  readonly headroom: Headroom;
}

function closeDay(
  start: Closing,
  fresh: readonly LiveEvent[],
  { known, checkFrom, day, lives }: Fold & Pick<ChangedDay, "day" | "lives">,
): Closing | { readonly broken: Broken } {
  let state = start.state && { ...start.state, transfers: linesFor(known, fresh) };
  let { headroom } = start;
  for (const live of fresh) {
    if (checkFrom && inFoldOrder(live, checkFrom) >= 0) {
      const causes = guard(state, live);
      if (causes.length > 0) return { broken: { causes, at: live } };
    }
    headroom = narrowed(headroom, state, live);
    state = evolve(state, live) as typeof state;
  }
  if (!state) return { state: null, headroom };
  const causes = checkFrom && lives.length > 0 ? invariants(state, day) : [];
  if (causes.length === 0) return { state: { ...state, transfers: noTransfers }, headroom };
  const later = lives.filter((live) => checkFrom && inFoldOrder(live, checkFrom) >= 0);
  return { broken: { causes, at: later.length > 0 ? later : lives } };
}

function changedDays(book: Book, { added, removed }: Changes): readonly ChangedDay[] {
  const gone = new Set(removed);
  const fresh = new Map<Day, LiveEvent[]>();
  for (const live of added) {
    const { occurredOn } = live.event;
    const others = fresh.get(occurredOn);
    if (others) others.push(live);
    else fresh.set(occurredOn, [live]);
  }
  const days = new Set([...fresh.keys(), ...removed.map(({ event }) => event.occurredOn)]);
  return [...days].toSorted().map((day) => {
    const old = bookedOn(book, day)?.lives ?? [];
    const stays = gone.size === 0 ? old : old.filter((live) => !gone.has(live));
    const comes = (fresh.get(day) ?? []).toSorted(inFoldOrder);
    const [first] = comes;
    const last = stays.at(-1);
    const atEnd = !first || !last || inFoldOrder(last, first) < 0;
    const lives = [...stays, ...comes];
    const kept = atEnd && stays.length === old.length ? old.length : 0;
    return { day, lives: atEnd ? lives : lives.toSorted(inFoldOrder), kept };
  });
}

function bookedOn(book: Book, day: Day): BookedDay | null {
  const booked = book[indexOf(book, day)];
  return booked?.day === day ? booked : null;
}

/** Index of the first day that is not before `day`. */
function indexOf(book: Book, day: Day): number {
  let [low, high] = [0, book.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((book[middle] as BookedDay).day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function earlier(first: LiveEvent | null, live: LiveEvent): LiveEvent {
  return first && inFoldOrder(first, live) <= 0 ? first : live;
}

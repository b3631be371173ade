import { inFoldOrder, type LiveEvent } from "../replay/timeline.ts";
import { type Changes, type KnownEvents, settledFact } from "./known.ts";
import { lineOf, movementOf } from "./movements.ts";
import type { TransferState } from "./plan-state.ts";
import { noTransfers, type Transfers } from "./transfers.ts";

/**
 * The line of a transfer as everything folded before `end` leaves it, folded from the few events that bear on it: its
 * own and those that settle it. Without an end, as it is by now. Null where it is no transfer, or not yet.
 */
function lineBefore(known: KnownEvents, fact: string, end: LiveEvent | null): TransferState | null {
  const root = known.get(fact);
  const live = root?.live;
  const isBefore = (one: LiveEvent): boolean => !end || inFoldOrder(one, end) < 0;
  if (!live || !isBefore(live)) return null;
  const target = settledFact(live);
  const settled = target === null ? null : lineBefore(known, target, live);
  const moved = movementOf(alone(settled), live);
  if (!moved) return null;
  const settlers = root.settlers
    .map((settler) => known.get(settler)?.live ?? null)
    .filter((settler) => settler !== null)
    .filter(isBefore)
    .toSorted(inFoldOrder);
  return settlers.reduce(
    (line: TransferState, settler) => {
      const amountFen = movementOf(alone(line), settler)?.amountFen ?? 0n;
      return { ...line, openFen: line.openFen - amountFen };
    },
    lineOf(fact, moved),
  );
}

function alone(line: TransferState | null) {
  return { transfers: { line: line ? { [line.fact]: line } : {} } };
}

/** The transfers that these events refund or reverse, as they are before the first of them. */
export function linesFor(known: KnownEvents, lives: readonly LiveEvent[]): Transfers {
  const [first] = lives;
  let lines = noTransfers;
  for (const live of lives) {
    const fact = settledFact(live);
    const line = fact === null || !first ? null : lineBefore(known, fact, first);
    if (line) lines = withLine(lines, known, line);
  }
  return lines;
}

/** All transfers after changes: the lines that these concern are folded anew, the rest is shared. */
export function withChanges(before: Transfers, { known, added, removed }: Changes): Transfers {
  let lines = before;
  const changed = [...added, ...removed];
  const facts = new Set(changed.flatMap(concerned));
  for (const live of changed)
    for (const fact of concerned(live)) for (const one of settlersOf(known, fact)) facts.add(one.fact);
  for (const fact of facts) {
    const line = lineBefore(known, fact, null);
    lines = line ? withLine(lines, known, line) : lines.without(fact);
  }
  return lines;
}

/** A fact and the one that it settles: whatever else settles either is concerned as well. */
function concerned(live: LiveEvent): readonly string[] {
  const settled = settledFact(live);
  return settled === null ? [live.fact] : [live.fact, settled];
}

/** The last event that changes may bear on, in fold order: what comes after it can name none of what they change. */
export function lastConcerned({ known, added, removed }: Changes): LiveEvent | undefined {
  let last: LiveEvent | undefined;
  const consider = (live: LiveEvent): void => {
    if (!last || inFoldOrder(last, live) < 0) last = live;
  };
  for (const live of [...added, ...removed]) {
    consider(live);
    for (const fact of concerned(live)) settlersOf(known, fact).forEach(consider);
  }
  return last;
}

function settlersOf(known: KnownEvents, fact: string): readonly LiveEvent[] {
  const settlers = known.get(fact)?.settlers ?? [];
  return settlers.map((settler) => known.get(settler)?.live ?? null).filter((live) => live !== null);
}

function withLine(lines: Transfers, known: KnownEvents, line: TransferState): Transfers {
  const live = known.get(line.fact)?.live;
  if (!live) throw new Error(`a line of ${line.fact}, which does not count`);
  return lines.with(line, { day: live.event.occurredOn, place: live.place });
}

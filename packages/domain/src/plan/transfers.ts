import type { Fen } from "@mingzhang/ledger";
import type { Day } from "../time/day.ts";
import { PersistentMap } from "./persistent-map.ts";
import type { TransferState } from "./plan-state.ts";

/** Lines that a caller brings along itself: by any grouping, then by fact. */
export type TransferLines = Readonly<Record<string, Readonly<Record<string, TransferState>>>>;

/** Where a line stands in the fold: what its order and its month rest on. */
export interface LinePlace {
  readonly day: Day;
  readonly place: bigint;
}

interface Placed extends LinePlace {
  readonly line: TransferState;
}

/**
 * Movements by fact. Never changed: every change gives others, which share almost everything with these, so that
 * recording a payment costs the same in the first year and in the fifth.
 */
export class Transfers {
  static of(lines: Transfers | TransferLines): Transfers {
    if (lines instanceof Transfers) return lines;
    let all = noTransfers;
    for (const [day, group] of Object.entries(lines)) {
      for (const line of Object.values(group)) all = all.with(line, { day, place: 0n });
    }
    return all;
  }

  private readonly byFact: PersistentMap<Placed>;

  constructor(byFact: PersistentMap<Placed>) {
    this.byFact = byFact;
  }

  find(fact: string): TransferState | null {
    return this.byFact.get(fact)?.line ?? null;
  }

  with(line: TransferState, { day, place }: LinePlace): Transfers {
    return new Transfers(this.byFact.with(line.fact, { day, place, line }));
  }

  without(fact: string): Transfers {
    return new Transfers(this.byFact.without(fact));
  }

  /** With so much less open on a line, by a refund or a reversal. */
  settled(fact: string, amountFen: Fen): Transfers {
    const placed = this.byFact.get(fact);
    if (!placed) throw new Error(`no transfer ${fact} to settle`);
    const line = { ...placed.line, openFen: placed.line.openFen - amountFen };
    return new Transfers(this.byFact.with(fact, { ...placed, line }));
  }

  /** Lines in the order of the fold. */
  all(): readonly TransferState[] {
    return this.ordered().map(({ line }) => line);
  }

  /** By month and fact, in the order of the fold. */
  toJSON(): TransferLines {
    const months: Record<string, Record<string, TransferState>> = {};
    for (const { day, line } of this.ordered()) (months[day.slice(0, 7)] ??= {})[line.fact] = line;
    return months;
  }

  private ordered(): readonly Placed[] {
    return this.byFact.values().toSorted((a, b) => {
      if (a.day !== b.day) return a.day < b.day ? -1 : 1;
      return a.place < b.place ? -1 : a.place > b.place ? 1 : 0;
    });
  }
}

export const noTransfers = new Transfers(PersistentMap.of<Placed>());

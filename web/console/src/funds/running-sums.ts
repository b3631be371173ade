import type { TransferKind } from "../client/documents.gen.ts";

export interface Moved {
  readonly occurredOn: string;
  readonly kind: TransferKind;
  readonly from: string;
  readonly to: string;
  readonly fen: bigint;
}

/** Sums after each day on which money moved. */
export interface SumsOnDay {
  readonly day: string;
  readonly appropriated: bigint;
  readonly released: bigint;
  readonly paid: bigint;
}

/** What had been appropriated, released and paid by each day, refunds and reversals taken off again. */
export function runningSums(transfers: readonly Moved[]): SumsOnDay[] {
  const days = new Map<string, SumsOnDay>();
  let sums = { appropriated: 0n, released: 0n, paid: 0n };
  for (const one of transfers.toSorted((a, b) => a.occurredOn.localeCompare(b.occurredOn))) {
    sums = {
      appropriated: sums.appropriated + through(one, "treasury", "earmarked"),
      released: sums.released + through(one, "earmarked", "subledger:"),
      paid: sums.paid + through(one, "subledger:", "payees:"),
    };
    days.set(one.occurredOn, { day: one.occurredOn, ...sums });
  }
  return [...days.values()];
}

/** What a movement adds to one step of the chain: negative where it goes the way back. */
function through({ from, to, fen }: Moved, source: string, target: string): bigint {
  if (from.startsWith(source) && to.startsWith(target)) return fen;
  return from.startsWith(target) && to.startsWith(source) ? -fen : 0n;
}

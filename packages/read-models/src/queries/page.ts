import type { Paged } from "../contract.ts";

/** A page out of the rows found, of which one more than the page holds was asked for. */
export function pageOf<R, T>(
  rows: readonly R[],
  { first, totalCount }: { first: number; totalCount: number },
  read: { cursor: (row: R) => string; node: (row: R) => T },
): Paged<T> {
  return {
    totalCount,
    rows: rows.slice(0, first).map((row) => ({ cursor: read.cursor(row), node: read.node(row) })),
    hasNextPage: rows.length > first,
  };
}

/** Throws a `RangeError` where the size of a page makes no sense. */
export function checkFirst(first: number): void {
  if (!Number.isSafeInteger(first) || first < 0) throw new RangeError(`first is ${first}; give a whole number from 0.`);
}

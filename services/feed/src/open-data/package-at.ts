import { dayOfInstant } from "@mingzhang/domain";
import type { EventRow, ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import { everythingKnown } from "../entries/public-record.ts";

/** A size of the log at which an append ends, and the pair of dates that it stands for. */
export interface PackageAt {
  readonly size: bigint;
  readonly pair: { readonly asOf: string; readonly knownAt: string };
}

const batch = 500;

/**
 * The state of the record when the log held `size` entries, or the last one before it where that size lies inside of
 * an append. Null where `known` knows of no log that was so large, or there is no state before it.
 */
export async function packageAt(
  { readModels }: { readonly readModels: ReadModels },
  size: bigint,
  known: ResolvedMoment,
): Promise<PackageAt | null> {
  const moment = everythingKnown(known);
  const [last, next] = await Promise.all([
    size === 0n ? null : readModels.entry(size - 1n, moment),
    readModels.entry(size, moment),
  ]);
  if (!last) return null;
  if (next?.event.recordedAt !== last.event.recordedAt) return at(last);
  const before = await lastBefore(readModels, moment, last);
  return before && at(before);
}

/** An append has one instant: that of its entries, and of no other. */
async function lastBefore(
  readModels: ReadModels,
  moment: ResolvedMoment,
  { publicIndex, event: { recordedAt } }: EventRow,
): Promise<EventRow | null> {
  for (let from = publicIndex; ;) {
    const rows = await readModels.entries(moment, { newest: true, from, limit: batch });
    const found = rows.find(({ event }) => event.recordedAt !== recordedAt);
    const oldest = rows.at(-1);
    if (found) return found;
    if (!oldest || oldest.publicIndex === 0n) return null;
    from = oldest.publicIndex - 1n;
  }
}

function at({ publicIndex, event: { recordedAt } }: EventRow): PackageAt {
  return { size: publicIndex + 1n, pair: { asOf: dayOfInstant(recordedAt), knownAt: recordedAt } };
}

import { everythingKnown } from "../entries/public-record.ts";
import type { Entry } from "../entries/public-record.ts";
import { type FeedFilter, filtered } from "../feeds/feed-filter.ts";
import type { Surroundings } from "../http/question.ts";

/** Entries to send, and the index to go on from. */
interface Part {
  readonly entries: readonly Entry[];
  readonly next: bigint;
  /** Nothing is left to be read below the size. */
  readonly complete: boolean;
}

const backlog = 200;

/** The next of the entries from an index on and below a size that a filter takes in, as far as they can be read. */
export async function partOf(
  surroundings: Surroundings,
  filter: FeedFilter,
  { from, size }: { readonly from: bigint; readonly size: bigint },
): Promise<Part> {
  if (from >= size) return { entries: [], next: from, complete: true };
  const { readModels, record } = surroundings;
  const { moment, end } = await readable(surroundings, size);
  const found = await record.entries(moment, { plan: filter.plan, from, limit: backlog });
  const below = found.filter(({ publicIndex }) => publicIndex < end);
  const entries = await filtered({ readModels, record, moment }, below, filter);
  const last = below.at(-1);
  const complete = !last || found.length < backlog || below.length < found.length;
  const next = complete ? end : last.publicIndex + 1n;
  return { entries, next: next > from ? next : from, complete };
}

/** A moment that knows the entries below a size, or below the end of what can be read of them by now. */
async function readable({ readModels, proofs }: Surroundings, size: bigint) {
  const reach = await proofs?.reach();
  const moment = everythingKnown(await readModels.resolve(reach ? { knownAt: reach.knownAt } : {}));
  return { moment, end: reach && reach.size < size ? reach.size : size };
}

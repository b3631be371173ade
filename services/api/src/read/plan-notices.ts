import type { EventRow } from "@mingzhang/read-models";
import type { ApiContext } from "../http/api-context.ts";
import { badValue } from "../http/api-error.ts";
import { wholeNumberRemedy } from "../http/remedies.ts";
import { isOfPlan, type RecordedEventModel, rowModel } from "./recorded-event.ts";

interface Followed {
  readonly slug: string;
  /** Position to resume after; null: only what comes from now on. */
  readonly after: bigint | null;
}

/** Events of one plan as they become visible. Ends when the client leaves or the server stops. */
export async function planNotices(
  { slug, after }: Followed,
  { reads, gone, lang }: Pick<ApiContext, "reads" | "gone" | "lang">,
): Promise<AsyncIterableIterator<RecordedEventModel>> {
  const { models } = reads;
  if (after !== null && after < 0n) {
    throw badValue({ code: "BAD_NUMBER", field: "after", value: `${after}`, remedy: wholeNumberRemedy }, lang);
  }
  await reads.existingPlan(slug, await reads.momentOf(slug, {}));
  const start = after ?? (await models.checkpoint()).position;
  // A subscription outlives its request: names are those of the moment of each event.
  const noticeOf = (row: EventRow): RecordedEventModel => {
    if (!isOfPlan(row)) throw new Error(`${row.event.id} is no event of ${slug}`);
    const fresh = reads.fresh();
    return rowModel(row, async () => fresh.names(slug, await fresh.momentOf(slug, {})));
  };
  return follow((signal) => models.changes(start, signal, slug), gone, noticeOf);
}

/**
 * What `noticeOf` makes of the rows of a source. Written out, because `return` of a generator waits for the row that it
 * is waiting for: a client that leaves would be kept until the next event.
 */
function follow<Row, T>(
  source: (signal: AbortSignal) => AsyncIterable<Row>,
  gone: AbortSignal,
  noticeOf: (row: Row) => T,
): AsyncIterableIterator<T> {
  const stopping = new AbortController();
  const rows = source(AbortSignal.any([gone, stopping.signal]))[Symbol.asyncIterator]();
  const end: IteratorReturnResult<undefined> = { done: true, value: undefined };
  return {
    async next() {
      const { done, value } = await rows.next();
      return done || stopping.signal.aborted ? end : { done: false, value: noticeOf(value) };
    },
    async return() {
      stopping.abort();
      return end;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

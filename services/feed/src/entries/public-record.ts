import {
  currentVersion,
  dayOfInstant,
  daysBetween,
  describe,
  type Lang,
  type PlanEvent,
  type RecordedEvent,
  typeLabel,
} from "@mingzhang/domain";
import type { EventRow, ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import { hex, leafHash } from "@mingzhang/transparency-log";
import type { PublicLog } from "../log/read/public-log.ts";
import { type NameBook, nameBook, namingTypes } from "./name-book.ts";
import { publicEntry, type PublicEntry } from "./public-entry.ts";

/** An entry as the public sees it: the event, its record, what it corrects and what corrects it, and its words. */
export interface Entry<E extends RecordedEvent = RecordedEvent> extends PublicEntry {
  readonly event: E;
  readonly publicIndex: bigint;
  readonly correctsIndex: bigint | null;
  readonly correctedByIndex: bigint | null;
  readonly daysLate: number;
  label(lang: Lang): string;
  sentence(lang: Lang): string;
}

type EntryQuery = Parameters<ReadModels["entries"]>[1];

/** Reads public entries with all that is published of them. */
export interface PublicRecord {
  entries(moment: ResolvedMoment, query: EntryQuery): Promise<readonly Entry[]>;
  entry(index: bigint, moment: ResolvedMoment): Promise<Entry | null>;
  /** Every entry of a plan at the moment, by index. */
  all(plan: string, moment: ResolvedMoment): Promise<readonly Entry[]>;
  of<E extends RecordedEvent>(rows: readonly EventRow<E>[], moment: ResolvedMoment): Promise<readonly Entry<E>[]>;
  names(plan: string, moment: ResolvedMoment): Promise<NameBook>;
  /** How many entries are known at the moment, whenever they occurred. */
  size(moment: ResolvedMoment): Promise<bigint>;
}

const batch = 500;
/** Of what belongs to no plan, and names nothing of one. */
const noNames = nameBook([]);
const booksKept = 16;

export function publicRecord(readModels: ReadModels, published: PublicLog | null): PublicRecord {
  const books = new Map<string, { position: bigint; book: Promise<NameBook> }>();

  const names = (plan: string, moment: ResolvedMoment): Promise<NameBook> => {
    const kept = books.get(plan);
    if (kept && kept.position >= moment.position) return kept.book;
    const book = loadNames(readModels, plan, everythingKnown(moment));
    books.delete(plan);
    books.set(plan, { position: moment.position, book });
    const oldest = books.size > booksKept ? books.keys().next().value : undefined;
    if (oldest !== undefined) books.delete(oldest);
    book.catch(() => books.delete(plan));
    return book;
  };

  const of = <E extends RecordedEvent>(rows: readonly EventRow<E>[], moment: ResolvedMoment) =>
    Promise.all(
      rows.map(async (row): Promise<Entry<E>> => {
        const { event, publicIndex, replacedBy } = row;
        const [book, correctsIndex, correctedByIndex] = await Promise.all([
          event.plan === null ? noNames : names(event.plan, moment),
          indexOf(readModels, event.replaces?.event ?? null, moment),
          indexOf(readModels, replacedBy, moment),
        ]);
        return {
          ...((await publishedForm(published, row)) ?? publicEntry({ event, publicIndex, correctsIndex })),
          event,
          publicIndex,
          correctsIndex,
          correctedByIndex,
          daysLate: daysBetween(event.occurredOn, dayOfInstant(event.recordedAt)),
          label: (lang) => typeLabel(event.type, lang),
          sentence: (lang) => describe(event, book.at(event.recordedAt), lang),
        };
      }),
    );

  const entries = async (moment: ResolvedMoment, query: EntryQuery) =>
    of(await readModels.entries(moment, query), moment);

  return {
    names,
    of,
    entries,
    async entry(index, moment) {
      const row = await readModels.entry(index, moment);
      return row ? ((await of([row], moment))[0] ?? null) : null;
    },
    async all(plan, moment) {
      const found: Entry[] = [];
      for (let from = 0n; ;) {
        const part = await entries(moment, { plan, from, limit: batch });
        found.push(...part);
        const last = part.at(-1);
        if (!last || part.length < batch) return found;
        from = last.publicIndex + 1n;
      }
    },
    async size(moment) {
      const [newest] = await readModels.entries(everythingKnown(moment), { newest: true, limit: 1 });
      return newest ? newest.publicIndex + 1n : 0n;
    },
  };
}

/**
 * What the log has published of an event whose type has another version by now: its bytes stay what they were. Of every
 * other event the writer of the log makes sure that today's form is the published one.
 */
async function publishedForm(
  published: PublicLog | null,
  { event, publicIndex }: EventRow,
): Promise<PublicEntry | null> {
  if (!published || event.version === currentVersion(event.type)) return null;
  const bytes = await published.entry(Number(publicIndex));
  return bytes && { line: Buffer.from(bytes).toString(), leafHash: hex(leafHash(bytes)) };
}

/** The same knowledge without a limit in the world: nothing is recorded before it has occurred. */
export function everythingKnown(moment: ResolvedMoment): ResolvedMoment {
  return { ...moment, asOf: dayOfInstant(moment.knownAt) };
}

async function indexOf(readModels: ReadModels, id: string | null, moment: ResolvedMoment): Promise<bigint | null> {
  if (id === null) return null;
  const row = await readModels.event(id, everythingKnown(moment));
  if (!row) throw new Error(`${id} is referred to, but is not known at ${moment.knownAt}`);
  return row.publicIndex;
}

async function loadNames(readModels: ReadModels, plan: string, moment: ResolvedMoment): Promise<NameBook> {
  const found: PlanEvent[] = [];
  for (const type of namingTypes) {
    for (let after: string | null = null; ;) {
      const page = await readModels.events(plan, moment, { type, first: batch, after });
      found.push(...page.rows.map(({ node }) => node.event));
      after = page.rows.at(-1)?.cursor ?? null;
      if (!page.hasNextPage || after === null) break;
    }
  }
  return nameBook(found);
}

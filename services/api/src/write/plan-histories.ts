import { emptyHistory, extended, fromStored, type History, type PlanEvent, streamOf } from "@mingzhang/domain";
import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import { isPlainName } from "../read/plain-name.ts";

/** The first record of a plan that this version cannot read: of an unknown kind, a newer version or another shape. */
export interface UnreadRecord {
  readonly type: string;
  readonly position: bigint;
}

/** A plan's history with its events by idempotency key. */
export interface KnownPlan {
  /** Everything that is recorded; where something cannot be read, everything before it. */
  readonly history: History;
  /** What ends the history before its stream does. Nothing may be decided on such a history. */
  readonly unread: UnreadRecord | null;
  /** Events of the command with this idempotency key, in order; empty where there is none. */
  eventsOf(key: string): readonly PlanEvent[];
}

type Page = readonly StoredEvent[];

interface Entry {
  history: History;
  unread: UnreadRecord | null;
  readonly byKey: Map<string, PlanEvent[]>;
}

const pageSize = 1000;
/** All plans together. An event with what finds it takes somewhat more than a kilobyte of memory. */
const maxEvents = 200_000;

/**
 * Histories of the plans last written to. A cache and nothing more: what is decided on it is appended at its exact
 * revision, and nothing is refused before it was caught up with the stream. Bounded by events, not by plans: the plan
 * in use always has its place, however long it is.
 */
export class PlanHistories {
  private readonly store: Pick<EventStore, "readStream">;
  private readonly most: number;
  private readonly entries = new Map<string, Entry>();
  private readonly reading = new Map<string, Promise<Entry>>();

  constructor(store: Pick<EventStore, "readStream">, { keep = maxEvents }: { readonly keep?: number } = {}) {
    this.store = store;
    this.most = keep;
  }

  /** The plan as far as it was read; read from the store only where nothing is known of it. */
  async known(slug: string): Promise<KnownPlan> {
    const entry = this.entries.get(slug);
    return entry ? known(entry) : this.caughtUp(slug);
  }

  /** The plan with everything that its stream holds. One reading at a time for each plan. */
  async caughtUp(slug: string): Promise<KnownPlan> {
    if (!isPlainName(slug)) return known(nothing());
    const before = this.reading.get(slug) ?? Promise.resolve();
    const reading = before.then(
      () => this.read(slug),
      () => this.read(slug),
    );
    this.reading.set(slug, reading);
    try {
      return known(await reading);
    } finally {
      if (this.reading.get(slug) === reading) this.reading.delete(slug);
    }
  }

  /**
   * Reads what came after the last event that is known, and that event with it: where the stream holds another one in
   * its place, or none, this memory is of another stream. It is thrown away, and the stream read from its beginning.
   */
  private async read(slug: string): Promise<Entry> {
    const entry = this.entries.get(slug);
    const last = entry?.history.last;
    if (entry && last) {
      const first = await this.page(slug, last.revision);
      if (first[0]?.id === last.id) return this.readOn(slug, entry, { page: first, skip: 1 });
      this.entries.delete(slug);
    }
    return this.readOn(slug, nothing(), { page: await this.page(slug, 0), skip: 0 });
  }

  /**
   * Folds page by page, so that a long stream holds up nobody else in this process, and reads the next one meanwhile.
   */
  private async readOn(slug: string, entry: Entry, from: { page: Page; skip: number }): Promise<Entry> {
    let { page, skip } = from;
    entry.unread = null;
    for (;;) {
      const isLast = page.length < pageSize;
      const next = isLast ? null : this.page(slug, entry.history.count - skip + page.length);
      // Where folding throws, nobody comes back for it.
      next?.catch(() => undefined);
      const { events, unread } = legible(page.slice(skip));
      grow(entry, events);
      entry.unread = unread;
      if (!next || unread) break;
      page = await next;
      skip = 0;
    }
    this.keep(slug, entry);
    return entry;
  }

  private page(slug: string, from: number): Promise<Page> {
    return this.store.readStream(streamOf(slug), { from, limit: pageSize });
  }

  /** Keeps the plan as the last one used, and lets go of the longest unused while there are too many events. */
  private keep(slug: string, entry: Entry): void {
    this.entries.delete(slug);
    // A slug without a plan is not worth a place.
    if (entry.history.count === 0) return;
    this.entries.set(slug, entry);
    let kept = 0;
    for (const { history } of this.entries.values()) kept += history.count;
    for (const [oldest, { history }] of this.entries) {
      if (kept <= this.most || oldest === slug) break;
      this.entries.delete(oldest);
      kept -= history.count;
    }
  }
}

function grow(entry: Entry, fresh: readonly PlanEvent[]): void {
  entry.history = extended(entry.history, fresh);
  for (const event of fresh) {
    const others = entry.byKey.get(event.command);
    if (others) others.push(event);
    else entry.byKey.set(event.command, [event]);
  }
}

/** The events of a page up to the first one that cannot be read. */
function legible(page: Page): { readonly events: readonly PlanEvent[]; readonly unread: UnreadRecord | null } {
  const events: PlanEvent[] = [];
  for (const stored of page) {
    try {
      events.push(asPlanEvent(stored));
    } catch {
      // Why it cannot be read is said where it stops the read models.
      return { events, unread: { type: stored.type, position: stored.position } };
    }
  }
  return { events, unread: null };
}

function asPlanEvent({ data, meta, ...place }: StoredEvent): PlanEvent {
  return fromStored({ ...place, data: data as never, meta: meta as never });
}

function nothing(): Entry {
  return { history: emptyHistory, unread: null, byKey: new Map() };
}

function known({ history, unread, byKey }: Entry): KnownPlan {
  return { history, unread, eventsOf: (key) => byKey.get(key) ?? [] };
}

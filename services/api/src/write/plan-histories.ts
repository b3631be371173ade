import { emptyHistory, extended, fromStored, type History, type PlanEvent, streamOf } from "@mingzhang/domain";
import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import { isPlainName } from "../read/plain-name.ts";

/** A plan's history with its events by idempotency key. */
export interface KnownPlan {
  readonly history: History;
  /** Events of the command with this idempotency key, in order; empty where there is none. */
  eventsOf(key: string): readonly PlanEvent[];
}

interface Entry {
  history: History;
  readonly byKey: Map<string, PlanEvent[]>;
}

const pageSize = 1000;
const maxPlans = 64;

/**
 * Histories of the plans last written to. A cache and nothing more: what is decided on it is appended at its exact
 * revision, and nothing is refused before it was caught up with the stream.
 */
export class PlanHistories {
  private readonly store: Pick<EventStore, "readStream">;
  private readonly entries = new Map<string, Entry>();
  private readonly reading = new Map<string, Promise<Entry>>();

  constructor(store: Pick<EventStore, "readStream">) {
    this.store = store;
  }

  /** The plan as far as it was read; read from the store only where nothing is known of it. */
  async known(slug: string): Promise<KnownPlan> {
    const entry = this.entries.get(slug);
    return entry ? known(entry) : this.caughtUp(slug);
  }

  /** The plan with everything that its stream holds. One reading at a time for each plan. */
  async caughtUp(slug: string): Promise<KnownPlan> {
    if (!isPlainName(slug)) return known({ history: emptyHistory, byKey: new Map() });
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

  private async read(slug: string): Promise<Entry> {
    const entry = this.entries.get(slug) ?? { history: emptyHistory, byKey: new Map() };
    const fresh: PlanEvent[] = [];
    let page: readonly StoredEvent[];
    do {
      const from = entry.history.events.length + fresh.length;
      page = await this.store.readStream(streamOf(slug), { from, limit: pageSize });
      fresh.push(...page.map(asPlanEvent));
    } while (page.length === pageSize);
    entry.history = extended(entry.history, fresh);
    for (const event of fresh) entry.byKey.set(event.command, [...(entry.byKey.get(event.command) ?? []), event]);
    this.keep(slug, entry);
    return entry;
  }

  private keep(slug: string, entry: Entry): void {
    this.entries.delete(slug);
    // A slug without a plan is not worth a place.
    if (entry.history.events.length === 0) return;
    this.entries.set(slug, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > maxPlans && oldest !== undefined) this.entries.delete(oldest);
  }
}

function asPlanEvent({ data, meta, ...place }: StoredEvent): PlanEvent {
  return fromStored({ ...place, data: data as never, meta: meta as never });
}

function known({ history, byKey }: Entry): KnownPlan {
  return { history, eventsOf: (key) => byKey.get(key) ?? [] };
}

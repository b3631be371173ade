import type { Appended, JsonObject, StoredEvent } from "../event-store.ts";
import type { AppendRequest } from "./append-request.ts";

/** An append of this process that is on the disk: what a reader of the table would find by now. */
export interface Written {
  readonly request: AppendRequest;
  readonly appended: Appended;
}

interface Unit extends Written {
  readonly first: bigint;
  readonly bytes: number;
}

const mostAppends = 1_000;
const mostBytes = 4 * 1024 * 1024;

/**
 * The last appends of this process, so that a follower that has seen everything before them need not read them back.
 * Positions are dense: as long as one append begins right behind the other, no other process has come between.
 */
export class RecentAppends {
  #units: Unit[] = [];
  #bytes = 0;

  /** Takes a note of an append; they come in the order of their positions. */
  add({ request, appended }: Written): void {
    const first = appended.position - BigInt(request.events.length) + 1n;
    const before = this.#units.at(-1);
    if (before && before.appended.position + 1n !== first) this.forget();
    const bytes = request.events.reduce((sum, event) => sum + event.bytes, 0);
    this.#units.push({ request, appended, first, bytes });
    this.#bytes += bytes;
    while (this.#units.length > mostAppends || this.#bytes > mostBytes) this.#bytes -= this.#units.shift()?.bytes ?? 0;
  }

  forget(): void {
    this.#units = [];
    this.#bytes = 0;
  }

  /** Whether an append begins right behind a position. */
  has(position: bigint): boolean {
    return this.#units.some(({ first }) => first === position + 1n);
  }

  /** Whole appends behind a position, about as many events as asked for; null where the table has to be asked. */
  after(position: bigint, limit: number): { readonly events: readonly StoredEvent[]; readonly more: boolean } | null {
    let at = this.#units.findLastIndex(({ first }) => first === position + 1n);
    if (at < 0) return null;
    const events: StoredEvent[] = [];
    for (; at < this.#units.length; at += 1) {
      const unit = this.#units[at];
      if (!unit || (events.length > 0 && events.length + unit.request.events.length > limit)) break;
      for (const event of storedEvents(unit)) events.push(event);
    }
    return { events, more: at < this.#units.length };
  }
}

function storedEvents({ request: { stream, events }, appended, first }: Unit): StoredEvent[] {
  const { revision, recordedAt } = appended;
  return events.map(({ id, type, data, meta }, index) => ({
    id,
    type,
    data: JSON.parse(data) as JsonObject,
    meta: JSON.parse(meta) as JsonObject,
    stream,
    revision: revision - events.length + 1 + index,
    position: first + BigInt(index),
    recordedAt,
  }));
}

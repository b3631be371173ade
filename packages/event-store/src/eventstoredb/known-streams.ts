/** What this process has seen of a stream: all ids in it up to a revision. */
export interface KnownStream {
  /** Revision of the last event that was seen; -1 where none was. */
  readonly last: number;
  readonly ids: ReadonlyMap<string, number>;
}

interface Growing extends KnownStream {
  last: number;
  readonly ids: Map<string, number>;
}

export const nothingKnown: KnownStream = { last: -1, ids: new Map() };

/**
 * Ids of the streams that were used last. A server compares ids only where an exact expectation lies behind the
 * stream, and remembers others for a while at best; so an append is checked against all ids of its stream here, and
 * the exact revision that is sent along makes the server refuse it where the stream has moved on since.
 */
export class KnownStreams {
  readonly #most: number;
  readonly #streams = new Map<string, Growing>();
  #total = 0;

  /** `most` bounds the ids that are kept, over all streams. */
  constructor(most: number) {
    this.#most = most;
  }

  get(stream: string): KnownStream | undefined {
    const known = this.#streams.get(stream);
    if (!known) return undefined;
    // The order of the map is that of use: the first one is the first to go.
    this.#streams.delete(stream);
    this.#streams.set(stream, known);
    return known;
  }

  /** Adds what was read or written, where it goes on from what is known; of a stream that is new here, from 0 on. */
  extend(stream: string, events: readonly { readonly revision: number; readonly id: string }[]): void {
    const known = this.#streams.get(stream) ?? { last: -1, ids: new Map<string, number>() };
    if (known.last < 0 && events[0]?.revision !== 0) return;
    for (const { revision, id } of events) {
      if (revision !== known.last + 1) continue;
      known.last = revision;
      if (!known.ids.has(id)) this.#total += 1;
      known.ids.set(id, revision);
    }
    this.#streams.set(stream, known);
    this.#forgetOldest(stream);
  }

  /** For a stream that is not what it was thought to be. */
  forget(stream: string): void {
    this.#total -= this.#streams.get(stream)?.ids.size ?? 0;
    this.#streams.delete(stream);
  }

  #forgetOldest(except: string): void {
    for (const stream of this.#streams.keys()) {
      if (this.#total <= this.#most && this.#streams.size <= this.#most) return;
      if (stream !== except) this.forget(stream);
    }
  }
}

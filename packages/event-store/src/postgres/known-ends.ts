import type { AppendRequest } from "./append-request.ts";

/** An append that can go the short way: its place, and whether the end of its stream is believed or known. */
export interface Placed {
  readonly request: AppendRequest;
  /** Revision of its first event. */
  readonly revision: number;
}

export interface Plan {
  /** Position of the store's last event. */
  readonly base: bigint;
  /** Its instant, where this process knows it. */
  readonly baseAt: string | null;
  readonly appends: readonly Placed[];
  /** Ends of streams that were taken from the expectations, to be looked up; -1 for an absent one. */
  readonly unsure: ReadonlyMap<string, number>;
}

export interface Learnt {
  /** The last append of the group that was written, where one was. */
  readonly last: { readonly position: bigint; readonly recordedAt: string } | null;
  readonly ends: Iterable<readonly [stream: string, revision: number]>;
}

const mostStreams = 50_000;
const largestRevision = 2 ** 31 - 1;

/**
 * How the store ends, as far as this process knows from its own appends. It is a guess until the database has seen
 * that nobody else appended; whoever finds that somebody did forgets everything.
 */
export class KnownEnds {
  #tail: bigint | undefined;
  #tailAt: string | null = null;
  readonly #streams = new Map<string, number>();

  /** Where every append of the group will lie; null where one of them does not certainly fit. */
  plan(requests: readonly AppendRequest[]): Plan | null {
    if (this.#tail === undefined) return null;
    const ends = new Map<string, number>();
    const unsure = new Map<string, number>();
    const appends: Placed[] = [];
    for (const request of requests) {
      const { stream, expectation } = request;
      let end = ends.get(stream) ?? this.#streams.get(stream);
      if (end === undefined) {
        if (expectation === "any" || expectation === "exists") return null;
        end = expectation === "absent" ? -1 : expectation.revision;
        unsure.set(stream, end);
      }
      if (!fits(request, end) || end + request.events.length > largestRevision) return null;
      appends.push({ request, revision: end + 1 });
      ends.set(stream, end + request.events.length);
    }
    return { base: this.#tail, baseAt: this.#tailAt, appends, unsure };
  }

  /** What is known after a group whose first event followed `base`. */
  learn(base: bigint, { last, ends }: Learnt): void {
    if (this.#tail !== base) {
      this.#streams.clear();
      this.#tailAt = null;
    }
    this.#tail = last?.position ?? base;
    this.#tailAt = last?.recordedAt ?? this.#tailAt;
    for (const [stream, revision] of ends) {
      this.#streams.delete(stream);
      this.#streams.set(stream, revision);
    }
    for (const [oldest] of this.#streams) {
      if (this.#streams.size <= mostStreams) break;
      this.#streams.delete(oldest);
    }
  }

  forget(): void {
    this.#tail = undefined;
    this.#streams.clear();
  }
}

function fits({ expectation }: AppendRequest, end: number): boolean {
  if (expectation === "any") return true;
  if (expectation === "exists") return end >= 0;
  return end === (expectation === "absent" ? -1 : expectation.revision);
}

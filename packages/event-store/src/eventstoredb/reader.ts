import type streams from "@eventstore/db-client/generated/streams_pb.js";
import type { ReadAllOptions, ReadStreamOptions, StoredEvent } from "../event-store.ts";
import type { Micros } from "../instant.ts";
import type { Connection } from "./connection.ts";
import type { KnownStreams } from "./known-streams.ts";
import type { Names } from "./names.ts";
import { patiently, type Patience } from "./patience.ts";
import { recordedEvent, storedEvent, type RecordedEvent } from "./recorded-event.ts";
import { placeOf, readAllRequest, readStreamRequest } from "./requests.ts";
import type { Timeline } from "./timeline.ts";
import { exceptionOf } from "./trouble.ts";

export interface ReaderOptions {
  readonly connection: Connection;
  readonly names: Names;
  readonly timeline: Timeline;
  readonly known: KnownStreams;
  readonly answerMs: number;
}

/** Events of one call to the server: each has its own time to be answered. */
const pageSize = 2_000;
/** A batch of large events ends early. */
const batchBytes = 32 * 1024 * 1024;

/** Reads from the leader, so that what was acknowledged to anybody is seen. */
export class Reader {
  readonly #options: ReaderOptions;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  async readStream(stream: string, options: ReadStreamOptions, patience: Patience): Promise<readonly StoredEvent[]> {
    const { direction = "forward", limit = Number.POSITIVE_INFINITY } = options;
    const forward = direction === "forward";
    const events: RecordedEvent[] = [];
    for (let from = options.from ?? (forward ? 0 : null); events.length < limit;) {
      const count = Math.min(pageSize, limit - events.length);
      const page = await this.page({ stream, direction, from, count }, patience);
      events.push(...page);
      const last = page.at(-1);
      if (!last || page.length < count || (!forward && last.revision === 0)) break;
      from = last.revision + (forward ? 1 : -1);
    }
    return this.#stored(events, patience);
  }

  async readAll({ after, limit }: ReadAllOptions, patience: Patience): Promise<readonly StoredEvent[]> {
    const events = await patiently(patience, () => this.#batch(after, limit));
    const last = events.at(-1);
    if (!last || last.index + 1 === last.size) return this.#stored(events, patience);
    const appendStart = events.length - 1 - last.index;
    if (appendStart > 0) return this.#stored(events.slice(0, appendStart), patience);
    const rest = last.size - 1 - last.index;
    const others = await patiently(patience, () => this.#batch(last.position, rest, Number.POSITIVE_INFINITY));
    return this.#stored([...events, ...others], patience);
  }

  /** Events as the server keeps them; none where the stream is absent. */
  async page(
    read: { stream: string; direction: "forward" | "backward"; from: number | null; count: number },
    patience: Patience,
  ): Promise<readonly RecordedEvent[]> {
    const { names, known } = this.#options;
    const request = readStreamRequest({ ...read, stream: names.prefix + read.stream });
    const events = await patiently(patience, () => this.#collect(request));
    if (read.direction === "forward") known.extend(read.stream, events);
    return events;
  }

  /** The instants of the events, which lie in one stream or follow each other in the log. */
  async instants(events: readonly RecordedEvent[], patience: Patience): Promise<readonly Micros[]> {
    const { timeline } = this.#options;
    const last = events.reduce((most, { position }) => (position > most ? position : most), 0n);
    await timeline.reached(last, patience.until);
    const firsts = new Map(events.filter(({ index }) => index === 0).map((event) => [event.append, event]));
    const instants: Micros[] = [];
    for (const event of events) {
      const first = firsts.get(event.append) ?? (await this.#firstOf(event, patience));
      firsts.set(event.append, first);
      instants.push(timeline.instantOf(first));
    }
    return instants;
  }

  async #stored(events: readonly RecordedEvent[], patience: Patience): Promise<readonly StoredEvent[]> {
    const instants = await this.instants(events, patience);
    return events.map((event, index) => storedEvent(event, this.#options.names.prefix, instants[index] ?? 0n));
  }

  /** Where a read begins within an append: the time of its first event is that of all. */
  async #firstOf(event: RecordedEvent, patience: Patience): Promise<RecordedEvent> {
    const stream = event.stream.slice(this.#options.names.prefix.length);
    const from = event.revision - event.index;
    const [first] = await this.page({ stream, direction: "forward", from, count: 1 }, patience);
    if (!first || first.append !== event.append) {
      throw new Error(`The append of event ${event.revision} in ${stream} has lost its beginning.`);
    }
    return first;
  }

  async #batch(after: bigint, limit: number, mostBytes = batchBytes): Promise<readonly RecordedEvent[]> {
    const { names } = this.#options;
    const request = readAllRequest({ prefixes: [names.prefix], from: placeOf(after), count: limit + 1 });
    try {
      return await this.#collect(request, { after, limit, mostBytes });
    } catch (error) {
      if (isInvalidPosition(error)) throw new RangeError(`after is ${after}; no event of this store lies there.`);
      throw error;
    }
  }

  async #collect(
    request: streams.ReadReq,
    bounds: { after: bigint; limit: number; mostBytes: number } | null = null,
  ): Promise<readonly RecordedEvent[]> {
    const { connection, answerMs } = this.#options;
    const events: RecordedEvent[] = [];
    let bytes = 0;
    for await (const response of connection.read(request, { timeoutMs: answerMs })) {
      const event = recordedEvent(response);
      // Reading from a place includes it.
      if (!event || (bounds && event.position <= bounds.after)) continue;
      events.push(event);
      bytes += event.data.length;
      if (bounds && (events.length >= bounds.limit || bytes >= bounds.mostBytes)) break;
    }
    return events;
  }
}

const invalidArgument = 3;

function isInvalidPosition(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === invalidArgument && exceptionOf(error) === null && error.message.includes("invalid position");
}

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type streams from "@eventstore/db-client/generated/streams_pb.js";
import { InvalidEvent, OutcomeUnknown, type Appended, type Conflict, type Expectation } from "../event-store.ts";
import { instantText, type Micros } from "../instant.ts";
import { idAlreadyStored, type PreparedEvent } from "../prepare-append.ts";
import type { Connection } from "./connection.ts";
import { nothingKnown, type KnownStream, type KnownStreams } from "./known-streams.ts";
import type { Names } from "./names.ts";
import type { Patience } from "./patience.ts";
import type { Reader } from "./reader.ts";
import type { RecordedEvent } from "./recorded-event.ts";
import { appendRequest, type AppendMessage } from "./requests.ts";
import type { Timeline } from "./timeline.ts";
import { Turns } from "./turns.ts";
import { exceptionOf, fateOf, headerOf, pauseMs } from "./trouble.ts";

export interface WriterOptions {
  readonly connection: Connection;
  readonly names: Names;
  readonly reader: Reader;
  readonly timeline: Timeline;
  readonly known: KnownStreams;
  readonly answerMs: number;
  readonly patienceMs: number;
  readonly onTrouble: (error: Error) => void;
}

interface Request {
  readonly stream: string;
  readonly expectation: Expectation;
  readonly events: readonly PreparedEvent[];
}

/** What is known of one append on its way. */
interface Delivery extends Request {
  readonly patience: Patience;
  /** True from the moment at which an attempt may have reached the server without an answer. */
  uncertain: boolean;
  /** The stream has to be looked at before anything is concluded from what is known of it. */
  mustLook: boolean;
  /** It was looked at since the append was asked for. */
  looked: boolean;
  /** How often the server said that the stream stands elsewhere. */
  refusals: number;
}

const concurrentAppends = 64;
const readAtOnce = 2_000;

/**
 * Every append goes to the server with an exact revision, whatever its caller expects: then an attempt that lost its
 * answer can be sent again with the same ids, at most one of them is written, and once the stream has moved on without
 * it, none ever will be.
 */
export class Writer {
  readonly #options: WriterOptions;
  /** Appends of one stream go one after another, in the order of arrival. */
  readonly #turns = new Turns(concurrentAppends);

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  append(request: Request): Promise<Appended | Conflict> {
    const { patienceMs, onTrouble } = this.#options;
    const patience = { until: Date.now() + patienceMs, onTrouble };
    const delivery = { ...request, patience, uncertain: false, mustLook: false, looked: false, refusals: 0 };
    return this.#turns.take(request.stream, () => this.#deliver(delivery));
  }

  /** Finishes what was accepted. */
  async close(): Promise<void> {
    await this.#turns.done();
  }

  async #deliver(delivery: Delivery): Promise<Appended | Conflict> {
    const { until, onTrouble } = delivery.patience;
    for (let attempt = 0; ;) {
      let trouble = new Error("Other writers were faster each time.");
      try {
        const outcome = await this.#step(delivery);
        if (outcome !== "again") return outcome;
      } catch (error) {
        trouble = error as Error;
        if (error instanceof InvalidEvent) throw error;
        if (fateOf(error) === "final") throw failure(delivery, trouble);
        onTrouble(trouble);
        await sleep(pauseMs(attempt));
        attempt += 1;
      }
      if (Date.now() >= until) throw failure(delivery, trouble);
    }
  }

  async #step(delivery: Delivery): Promise<Appended | Conflict | "again"> {
    const { expectation, events } = delivery;
    const known = await this.#knowledge(delivery);
    if (events.some(({ id }) => known.ids.has(id))) return this.#repetition(delivery, known);
    if (holds(expectation, known.last)) return this.#send(delivery, known);
    if (delivery.looked) return { kind: "conflict", actual: known.last < 0 ? null : known.last };
    delivery.mustLook = true;
    return "again";
  }

  /** What the stream holds, read where it has to be; a stream that must be absent is taken for absent at first. */
  async #knowledge(delivery: Delivery): Promise<KnownStream> {
    const { stream, expectation, patience } = delivery;
    const { known, reader } = this.#options;
    const before = known.get(stream);
    if (!delivery.mustLook && (before || expectation === "absent")) return before ?? nothingKnown;
    for (let from = (before?.last ?? -1) + 1; ; from += readAtOnce) {
      const page = await reader.page({ stream, direction: "forward", from, count: readAtOnce }, patience);
      const first = page[0]?.revision ?? from;
      if (first !== from) throw new Error(`Events before ${first} of ${stream} are gone; do not truncate its stream.`);
      if (page.length < readAtOnce) break;
    }
    delivery.mustLook = false;
    delivery.looked = true;
    return known.get(stream) ?? nothingKnown;
  }

  async #send(delivery: Delivery, { last }: KnownStream): Promise<Appended | "again"> {
    const { stream, events } = delivery;
    const { names, known } = this.#options;
    const attempt = randomUUID();
    const response = await this.#attempt(delivery, { stream: names.prefix + stream, last, attempt, events });
    const wrong = response.getWrongExpectedVersion();
    if (wrong) {
      const current = wrong.hasCurrentRevision() ? Number(wrong.getCurrentRevision()) : -1;
      if (current < last) known.forget(stream);
      delivery.mustLook = true;
      if (delivery.refusals > 0) await sleep(Math.random() * pauseMs(delivery.refusals));
      delivery.refusals += 1;
      return "again";
    }
    // It is written; until its place and time are known too, losing the connection would leave the caller in doubt.
    delivery.uncertain = true;
    const first = last + 1;
    known.extend(
      stream,
      events.map(({ id }, index) => ({ id, revision: first + index })),
    );
    return this.#confirm(delivery, { attempt, first, position: positionOf(response) });
  }

  async #attempt(delivery: Delivery, message: AppendMessage): Promise<streams.AppendResp> {
    const { connection, answerMs } = this.#options;
    const left = delivery.patience.until - Date.now();
    try {
      return await connection.append(appendRequest(message), Math.max(1, Math.min(answerMs, left)));
    } catch (error) {
      if (fateOf(error) === "unknown") delivery.uncertain = true;
      throw tooLarge(error, delivery.events) ?? error;
    }
  }

  /** Place and time of what was written, mostly from what the timeline has just heard. */
  async #confirm(
    delivery: Delivery,
    written: { readonly attempt: string; readonly first: number; readonly position: bigint | null },
  ): Promise<Appended> {
    const { events, patience } = delivery;
    const { timeline, answerMs } = this.#options;
    if (written.position !== null) {
      const until = Math.min(patience.until, Date.now() + answerMs);
      await timeline.landing(written.attempt, written.position, until).catch(patience.onTrouble);
    }
    const landed = timeline.landed(written.attempt);
    if (landed?.complete) {
      const revision = written.first + events.length - 1;
      return appended({ revision, position: landed.position }, landed.instant, false);
    }
    const stored = await this.#readBack(delivery, written.first);
    if (!stored) throw new Error("The server acknowledged an append, and other events lie in its place.");
    return this.#answer(delivery, stored, stored[0]?.append !== written.attempt);
  }

  /** The first answer again where exactly these ids are one append of the stream. */
  async #repetition(delivery: Delivery, known: KnownStream): Promise<Appended> {
    const { stream, events } = delivery;
    const first = known.ids.get(events[0]?.id ?? "");
    const stored = first === undefined ? null : await this.#readBack(delivery, first);
    if (stored) return this.#answer(delivery, stored, true);
    const offender = events.findIndex(({ id }) => known.ids.has(id));
    throw idAlreadyStored(offender, events[offender]?.id ?? "", stream);
  }

  /** What lies from the revision on; null where that is not one append of just these ids. */
  async #readBack({ stream, events, patience }: Delivery, from: number): Promise<readonly RecordedEvent[] | null> {
    const count = events.length;
    const stored = await this.#options.reader.page({ stream, direction: "forward", from, count }, patience);
    const same = events.every(({ id }, index) => {
      const event = stored[index];
      return event?.id === id && event.append === stored[0]?.append && event.index === index && event.size === count;
    });
    return same ? stored : null;
  }

  async #answer(delivery: Delivery, stored: readonly RecordedEvent[], repeated: boolean): Promise<Appended> {
    const instants = await this.#options.reader.instants(stored, delivery.patience);
    const [last, instant] = [stored.at(-1), instants.at(-1)];
    if (!last || instant === undefined) throw new Error("An append without events was read back.");
    return appended(last, instant, repeated);
  }
}

function appended(
  { revision, position }: { readonly revision: number; readonly position: bigint },
  instant: Micros,
  repeated: boolean,
): Appended {
  return { kind: "appended", revision, position, recordedAt: instantText(instant), repeated };
}

function holds(expectation: Expectation, last: number): boolean {
  if (expectation === "any") return true;
  if (expectation === "absent") return last < 0;
  if (expectation === "exists") return last >= 0;
  return expectation.revision === last;
}

function positionOf(response: streams.AppendResp): bigint | null {
  const position = response.getSuccess()?.getPosition();
  return position ? BigInt(position.getCommitPosition()) : null;
}

/** Once an attempt has lost its answer, no later failure makes it certain again that nothing was written. */
function failure({ uncertain }: Delivery, cause: Error): Error {
  return uncertain
    ? new OutcomeUnknown("The event store did not say whether it appended. Retry with the same ids.", { cause })
    : new Error(`Nothing was appended: ${cause.message}`, { cause });
}

function tooLarge(error: unknown, events: readonly PreparedEvent[]): InvalidEvent | null {
  const exception = exceptionOf(error);
  if (exception !== "maximum-append-size-exceeded" && exception !== "maximum-append-event-size-exceeded") return null;
  const most = headerOf(error, "maximum-append-size") ?? headerOf(error, "maximum-append-event-size");
  const bytes = events.reduce((sum, event) => sum + event.bytes, 0);
  return new InvalidEvent(
    "events",
    `The append has ${bytes} bytes of JSON, and this server takes ${most ?? "fewer"} in one append, with what is ` +
      "added to them; split the append, or raise the server's MaxAppendSize, which may be 16 MiB at most.",
  );
}

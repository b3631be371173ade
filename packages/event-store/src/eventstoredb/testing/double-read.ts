import type { handleServerStreamingCall, Metadata, ServiceError } from "@grpc/grpc-js";
import shared from "@eventstore/db-client/generated/shared_pb.js";
import streams from "@eventstore/db-client/generated/streams_pb.js";
import type { Faults } from "./double-faults.ts";
import { endOf, type DoubleLog, type LogRecord } from "./double-log.ts";
import { refusals } from "./double-status.ts";

/** The side of a node that reads and subscriptions reach. */
export interface ReadSide {
  readonly log: DoubleLog;
  readonly faults: Faults;
  refuseUnlessLeader(metadata: Metadata): ServiceError | null;
  readonly counts: { reads: number; subscriptions: number; events: number };
}

type ReadCall = Parameters<handleServerStreamingCall<streams.ReadReq, streams.ReadResp>>[0];
type Options = streams.ReadReq.Options;

const backwards = 1;

export function readHandler(side: ReadSide): handleServerStreamingCall<streams.ReadReq, streams.ReadResp> {
  return (call) => {
    const options = call.request.getOptions();
    const refused = side.refuseUnlessLeader(call.metadata);
    call.on("error", () => undefined);
    if (refused ?? !options) return void call.emit("error", refused ?? new Error("A read needs options."));
    if (options.hasSubscription()) return void subscribe(side, call, options);
    side.counts.reads += 1;
    if (side.faults.read === "silence") return;
    if (side.faults.read === "unavailable") return void call.emit("error", refusals.tooBusy());
    void readOnce(side, call, options);
  };
}

async function readOnce({ log, counts }: ReadSide, call: ReadCall, options: Options): Promise<void> {
  const records = options.hasAll() ? readAll(log, options) : readStream(log, options);
  if (records instanceof Error) return void call.emit("error", records);
  if (records === null) {
    const missing = new streams.ReadResp.StreamNotFound();
    missing.setStreamIdentifier(options.getStream()?.getStreamIdentifier());
    call.write(new streams.ReadResp().setStreamNotFound(missing));
  }
  const count = Number(options.getCount());
  for (const record of records?.slice(0, count) ?? []) {
    if (call.cancelled) return;
    counts.events += 1;
    await send(call, eventResponse(record));
  }
  call.end();
}

function readStream(log: DoubleLog, options: Options): readonly LogRecord[] | null {
  const from = options.getStream();
  const records = log.stream(Buffer.from(from?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString());
  if (records === null) return null;
  if (options.getReadDirection() === backwards) {
    const first = from?.hasRevision() ? Number(from.getRevision()) : records.length - 1;
    return from?.hasStart() ? records.slice(0, 1) : records.slice(0, first + 1).toReversed();
  }
  if (from?.hasEnd()) return [];
  return records.slice(from?.hasRevision() ? Number(from.getRevision()) : 0);
}

/** Forward from a position includes it, backward from a position does not: as the server reads. */
function readAll(log: DoubleLog, options: Options): readonly LogRecord[] | ServiceError {
  const matches = filterOf(options);
  const records = log.all();
  const at = options.getAll()?.getPosition();
  const commit = at ? BigInt(at.getCommitPosition()) : null;
  if (commit !== null && commit !== log.end && records[indexAt(records, commit)]?.position !== commit) {
    return refusals.invalidPosition();
  }
  if (options.getReadDirection() === backwards) {
    const earlier = records.filter(({ position }) => commit === null || position < commit).toReversed();
    return options.getAll()?.hasStart() ? [] : earlier.filter(matches);
  }
  if (options.getAll()?.hasEnd()) return [];
  const first = commit === null ? 0 : indexAt(records, commit);
  const included = at === undefined || (records[first]?.position ?? 0n) >= BigInt(at.getPreparePosition());
  return records.slice(included ? first : first + 1).filter(matches);
}

/** Everything behind the given place, then what is committed; a reader that does not read is waited for. */
async function subscribe(side: ReadSide, call: ReadCall, options: Options): Promise<void> {
  side.counts.subscriptions += 1;
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID());
  await send(call, new streams.ReadResp().setConfirmation(confirmation));
  let resume = (): void => undefined;
  const wake = (): void => resume();
  const unfollow = side.log.follow(wake);
  call.on("cancelled", wake);
  call.on("close", wake);
  let next = startOf(side.log, options);
  while (!call.cancelled && !call.destroyed) {
    const woken = new Promise<void>((resolve) => {
      resume = resolve;
    });
    if (side.faults.subscription === "none") next = await sendFrom(side, call, { options, next });
    if (next >= side.log.all().length || side.faults.subscription !== "none") await woken;
  }
  unfollow();
}

/** Sends what matches from the index on and gives the index after it; a filter's reader is told how far it got. */
async function sendFrom(side: ReadSide, call: ReadCall, from: { options: Options; next: number }): Promise<number> {
  const { log, faults, counts } = side;
  const { options } = from;
  const matches = filterOf(options);
  const end = log.all().length;
  for (let next = from.next; next < end; next += 1) {
    const record = log.all()[next];
    if (call.cancelled || faults.subscription !== "none") return next;
    if (!record || !matches(record)) continue;
    counts.events += 1;
    await send(call, eventResponse(record));
  }
  const last = log.all()[end - 1];
  if (end > from.next && last && options.hasFilter() && !matches(last)) await send(call, checkpointResponse(last));
  return end;
}

/** Index in the log of the first record that a subscription has not dealt with. */
function startOf(log: DoubleLog, options: Options): number {
  const records = log.all();
  const revision = options.getStream()?.hasRevision() ? Number(options.getStream()?.getRevision()) : null;
  if (options.getAll()?.hasEnd() ?? options.getStream()?.hasEnd()) return records.length;
  if (revision !== null) {
    const matches = filterOf(options);
    return records.findLastIndex((record) => matches(record) && record.revision <= revision) + 1;
  }
  const at = options.getAll()?.getPosition();
  if (!at) return 0;
  const first = indexAt(records, BigInt(at.getCommitPosition()));
  const position = records[first]?.position;
  // A place is a pair, and an event is behind it where its own pair is greater.
  const isTheEvent = String(position) === at.getCommitPosition() && String(position) === at.getPreparePosition();
  return isTheEvent ? first + 1 : first;
}

function indexAt(records: readonly LogRecord[], position: bigint): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.position ?? 0n) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function filterOf(options: Options): (record: LogRecord) => boolean {
  const own = options.getStream()?.getStreamIdentifier()?.getStreamName_asU8();
  if (own) return ({ stream }) => stream === Buffer.from(own).toString();
  const filter = options.getFilter();
  const expression = filter?.getStreamIdentifier() ?? filter?.getEventType();
  if (!filter || !expression) return () => true;
  const regex = expression.getRegex() === "" ? null : new RegExp(expression.getRegex(), "u");
  const prefixes = expression.getPrefixList();
  const matches = (name: string) => regex?.test(name) ?? prefixes.some((prefix) => name.startsWith(prefix));
  return (record) => matches(filter.hasStreamIdentifier() ? record.stream : record.type);
}

async function send(call: ReadCall, response: streams.ReadResp): Promise<void> {
  if (call.write(response) || call.cancelled) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      for (const event of ["drain", "cancelled", "close"]) call.off(event, go);
      resolve();
    };
    for (const event of ["drain", "cancelled", "close"]) call.on(event, go);
  });
}

/** As a server says it: the offset behind the record, where the next one will lie, and no prepare position. */
function checkpointResponse(record: LogRecord): streams.ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(endOf(record))).setPreparePosition("0");
  return new streams.ReadResp().setCheckpoint(checkpoint);
}

function eventResponse(record: LogRecord): streams.ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new shared.UUID().setString(record.id));
  recorded.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(record.stream)));
  recorded.setStreamRevision(String(record.revision));
  recorded.setCommitPosition(String(record.position)).setPreparePosition(String(record.position));
  recorded.setData(record.data).setCustomMetadata(record.metadata);
  const contentType = record.json ? "application/json" : "application/octet-stream";
  recorded.getMetadataMap().set("type", record.type).set("content-type", contentType);
  recorded.getMetadataMap().set("created", String(record.created));
  const event = new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(record.position));
  return new streams.ReadResp().setEvent(event);
}

import shared from "@eventstore/db-client/generated/shared_pb.js";
import streams from "@eventstore/db-client/generated/streams_pb.js";
import type { PreparedEvent } from "../prepare-append.ts";
import { envelope } from "./envelope.ts";

const { AppendReq, ReadReq } = streams;
const { Options } = ReadReq;

/** Events that the server looks at before it reports how far it got, where none of them is asked for. */
const searchWindow = 1_000;

/** A place in the whole log. Both parts are given back as the server gave them: a checkpoint lies between events. */
export interface Place {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** The place of an event that commits itself, as all do that are appended this way. */
export function placeOf(position: bigint): Place {
  return { commit: position, prepare: position };
}

export interface AppendMessage {
  /** As the server knows it. */
  readonly stream: string;
  /** Revision of the stream's last event; -1 where there is no stream. */
  readonly last: number;
  /** Names this attempt in the envelope of each of its events. */
  readonly attempt: string;
  readonly events: readonly PreparedEvent[];
}

export function appendRequest({ stream, last, attempt, events }: AppendMessage): readonly streams.AppendReq[] {
  const options = new AppendReq.Options().setStreamIdentifier(streamIdentifier(stream));
  if (last < 0) options.setNoStream(new shared.Empty());
  else options.setRevision(String(last));
  const size = events.length;
  return [
    new AppendReq().setOptions(options),
    ...events.map((event, index) => {
      const custom = envelope({ append: attempt, index, size }, event.meta);
      return proposal({ id: event.id, type: event.type, data: event.data, custom });
    }),
  ];
}

/** An event of the store's own, whatever the stream holds already. */
export function noteRequest(note: {
  readonly stream: string;
  readonly expected: number | "any";
  readonly id: string;
  readonly type: string;
  readonly data: string;
}): readonly streams.AppendReq[] {
  const options = new AppendReq.Options().setStreamIdentifier(streamIdentifier(note.stream));
  if (note.expected === "any") options.setAny(new shared.Empty());
  else if (note.expected < 0) options.setNoStream(new shared.Empty());
  else options.setRevision(String(note.expected));
  return [new AppendReq().setOptions(options), proposal({ ...note, custom: "" })];
}

export function readStreamRequest(read: {
  readonly stream: string;
  readonly direction: "forward" | "backward";
  /** First revision to read; null: the last one, for reading backward. */
  readonly from: number | null;
  readonly count: number;
}): streams.ReadReq {
  const place = new Options.StreamOptions().setStreamIdentifier(streamIdentifier(read.stream));
  if (read.from === null) place.setEnd(new shared.Empty());
  else place.setRevision(String(read.from));
  const direction = read.direction === "forward" ? Options.ReadDirection.FORWARDS : Options.ReadDirection.BACKWARDS;
  return request(
    new Options().setStream(place).setReadDirection(direction).setCount(String(read.count)),
    new shared.Empty(),
  );
}

/** Events of streams whose name begins with one of the prefixes, from a place on, which is included. */
export function readAllRequest(read: {
  readonly prefixes: readonly string[];
  readonly from: Place;
  readonly count: number;
}): streams.ReadReq {
  const options = new Options().setAll(placeInAll(read.from)).setCount(String(read.count));
  return request(options, prefixFilter(read.prefixes));
}

/** Everything behind a place, which is not included, and then whatever comes. */
export function subscribeRequest(read: {
  readonly prefixes: readonly string[];
  readonly after: Place;
}): streams.ReadReq {
  const options = new Options().setAll(placeInAll(read.after)).setSubscription(new Options.SubscriptionOptions());
  return request(options, prefixFilter(read.prefixes));
}

function request(
  options: streams.ReadReq.Options,
  filter: shared.Empty | streams.ReadReq.Options.FilterOptions,
): streams.ReadReq {
  options.setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
  if (filter instanceof Options.FilterOptions) options.setFilter(filter);
  else options.setNoFilter(filter);
  return new ReadReq().setOptions(options);
}

function placeInAll({ commit, prepare }: Place): streams.ReadReq.Options.AllOptions {
  const options = new Options.AllOptions();
  if (commit === 0n) return options.setStart(new shared.Empty());
  const at = new Options.Position().setCommitPosition(String(commit)).setPreparePosition(String(prepare));
  return options.setPosition(at);
}

function prefixFilter(prefixes: readonly string[]): streams.ReadReq.Options.FilterOptions {
  const expression = new Options.FilterOptions.Expression().setPrefixList([...prefixes]);
  return new Options.FilterOptions()
    .setStreamIdentifier(expression)
    .setMax(searchWindow)
    .setCheckpointintervalmultiplier(1);
}

function proposal(event: {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly custom: string;
}): streams.AppendReq {
  const message = new AppendReq.ProposedMessage().setId(new shared.UUID().setString(event.id));
  message.getMetadataMap().set("type", event.type).set("content-type", "application/json");
  message.setData(Buffer.from(event.data)).setCustomMetadata(Buffer.from(event.custom));
  return new AppendReq().setProposedMessage(message);
}

function streamIdentifier(name: string): shared.StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(name));
}

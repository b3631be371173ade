import type streams from "@eventstore/db-client/generated/streams_pb.js";
import type { JsonObject, StoredEvent } from "../event-store.ts";
import { instantText, type Micros } from "../instant.ts";
import { openEnvelope, type Envelope } from "./envelope.ts";
import { Unreadable } from "./trouble.ts";

/** An event as the server gives it, its data not yet parsed. */
export interface RecordedEvent extends Envelope {
  readonly id: string;
  readonly type: string;
  /** As the server knows it. */
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  /** What the server's clock said when it wrote this event. */
  readonly created: Micros;
  readonly data: Uint8Array;
}

/** What a server puts in place of a position that it does not know. */
const noPosition = (1n << 64n) - 1n;
const ticksPerMicro = 10n;

/** Null where the response is no event. Throws `Unreadable` where it is none that this program can read. */
export function recordedEvent(response: streams.ReadResp): RecordedEvent | null {
  const recorded = response.getEvent()?.getEvent();
  if (!recorded) return null;
  const id = recorded.getId()?.getString() ?? "";
  const position = BigInt(recorded.getCommitPosition());
  if (position === noPosition) {
    throw new Unreadable("The server gives events of a stream no position; version 22.6 or newer does.");
  }
  const metadata = recorded.getMetadataMap();
  return {
    ...openEnvelope(recorded.getCustomMetadata_asU8(), id),
    id,
    type: metadata.get("type") ?? "",
    stream: Buffer.from(recorded.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    revision: Number(recorded.getStreamRevision()),
    position,
    created: BigInt(metadata.get("created") ?? "0") / ticksPerMicro,
    data: recorded.getData_asU8(),
  };
}

/** Throws `Unreadable` where the data are no JSON object. */
export function storedEvent(event: RecordedEvent, prefix: string, instant: Micros): StoredEvent {
  const { id, type, meta, revision, position } = event;
  const recordedAt = instantText(instant);
  const stream = event.stream.slice(prefix.length);
  return { id, type, data: dataOf(event), meta, stream, revision, position, recordedAt };
}

function dataOf({ stream, revision, data }: RecordedEvent): JsonObject {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Told below, in the same words as any other data that are no object.
  }
  throw new Unreadable(`The data of event ${revision} in ${stream} are no JSON object: ${text.slice(0, 40)}`);
}

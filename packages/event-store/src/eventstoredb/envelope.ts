import type { JsonObject } from "../event-store.ts";
import { Unreadable } from "./trouble.ts";

/** Which append an event belongs to: the server keeps events in order and does not say where an append ends. */
export interface AppendPart {
  /** A UUID of the attempt that wrote it: tells who asks whether it was their attempt or an earlier one. */
  readonly append: string;
  /** Place in the append, from 0. */
  readonly index: number;
  /** Number of events of the append. */
  readonly size: number;
}

export interface Envelope extends AppendPart {
  readonly meta: JsonObject;
}

const version = 1;

/** The metadata that the server keeps beside the data; the caller's own goes in as it is written. */
export function envelope({ append, index, size }: AppendPart, meta: string): string {
  return `{"envelope":${version},"append":"${append}","index":${index},"size":${size},"meta":${meta}}`;
}

/**
 * An event that something else wrote into the store's streams has no envelope: it counts as an append of its own, and
 * its metadata as the caller's. Throws `Unreadable` for an envelope of a later version.
 */
export function openEnvelope(custom: Uint8Array, id: string): Envelope {
  const value = parsed(custom);
  if (!isObject(value)) return { append: id, index: 0, size: 1, meta: {} };
  const { envelope: given, append, index, size, meta } = value;
  if (typeof given === "number" && given > version) {
    throw new Unreadable(`Event ${id} has an envelope of version ${given}; this program reads up to ${version}.`);
  }
  const whole =
    given === version && typeof append === "string" && typeof index === "number" && typeof size === "number";
  return whole && isObject(meta) ? { append, index, size, meta } : { append: id, index: 0, size: 1, meta: value };
}

function parsed(custom: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(custom).toString());
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

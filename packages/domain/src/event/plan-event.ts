import type { Day } from "../time/day.ts";
import type { Instant } from "../time/instant.ts";
import { catalogue, type EventData, type EventName, isEventName } from "./catalogue.ts";
import {
  clearData,
  type Declaration,
  type JsonRecord,
  publicData,
  readData,
  withheldFields,
  type WithheldField,
  writeData,
} from "./declaration.ts";

/** A correction of the record: the named event does not count for whoever knows this one. */
export interface Replaces {
  readonly event: string;
  readonly reason: string;
}

interface FactBase {
  readonly id: string;
  readonly occurredOn: Day;
  readonly replaces: Replaces | null;
  /** True in a demonstration run: every place that shows the fact says so. */
  readonly simulated: boolean;
}

/** A thing that happened, not yet recorded: what a decision yields. */
export type Fact = { [N in EventName]: FactBase & { readonly type: N; readonly data: EventData<N> } }[EventName];

interface Recording {
  readonly plan: string;
  readonly revision: number;
  readonly position: bigint;
  readonly recordedAt: Instant;
  /** Who recorded it. Staff only. */
  readonly actor: string;
  /** Idempotency key and digest of the command that recorded it. Staff only. */
  readonly command: string;
  readonly digest: string;
  readonly version: number;
}

export type PlanEvent = Fact & Recording;
export type PlanEventOf<N extends EventName> = Extract<PlanEvent, { readonly type: N }>;

/** The stored form: what an event store keeps of a fact. Structure only, so that the domain knows no store. */
export interface StoredForm {
  readonly id: string;
  readonly type: string;
  readonly data: JsonRecord;
  readonly meta: JsonRecord;
}

export interface StoredPlace {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly recordedAt: Instant;
}

const streamPrefix = "plan-";

export function streamOf(slug: string): string {
  return streamPrefix + slug;
}

export function isPlanStream(stream: string): boolean {
  return stream.startsWith(streamPrefix);
}

export function toStored(fact: Fact, by: { actor: string; command: string; digest: string }): StoredForm {
  const declaration: Declaration = catalogue[fact.type];
  return {
    id: fact.id,
    type: fact.type,
    data: writeData(declaration, fact.data as never),
    meta: {
      version: declaration.version,
      occurredOn: fact.occurredOn,
      replaces: fact.replaces ? { event: fact.replaces.event, reason: fact.replaces.reason } : null,
      simulated: fact.simulated,
      ...by,
    },
  };
}

/** Reads a stored event, old versions in today's shape. Throws where the store holds what the catalogue does not. */
export function fromStored(stored: StoredForm & StoredPlace): PlanEvent {
  if (!isEventName(stored.type)) throw new Error(`unknown event ${stored.type} at position ${stored.position}`);
  const declaration: Declaration = catalogue[stored.type];
  const meta = stored.meta as unknown as Omit<FactBase, "id"> & Recording;
  return {
    id: stored.id,
    type: stored.type,
    data: readData(declaration, meta.version, stored.data),
    plan: stored.stream.slice(streamPrefix.length),
    revision: stored.revision,
    position: stored.position,
    recordedAt: stored.recordedAt,
    occurredOn: meta.occurredOn,
    replaces: meta.replaces,
    simulated: meta.simulated,
    actor: meta.actor,
    command: meta.command,
    digest: meta.digest,
    version: meta.version,
  } as PlanEvent;
}

/** The fact as JSON, all fields. Staff only. */
export function dataOf(event: Fact): JsonRecord {
  return writeData(catalogue[event.type] as Declaration, event.data as never);
}

/** The fact as JSON, as the public sees it: public fields, and the digests of the withheld ones with their basis. */
export function publicDataOf(event: Fact): JsonRecord {
  return publicData(catalogue[event.type], dataOf(event));
}

/** The fact as JSON, cut down to what everybody may read. */
export function clearDataOf(event: Fact): JsonRecord {
  return clearData(catalogue[event.type], dataOf(event));
}

/** What of the fact is withheld from the public. */
export function withheldIn(event: Fact): readonly WithheldField[] {
  return withheldFields(catalogue[event.type], dataOf(event));
}

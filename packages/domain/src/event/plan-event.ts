import type { Day } from "../time/day.ts";
import type { Instant } from "../time/instant.ts";
import { catalogue, type EventData, type EventName, isEventName } from "./catalogue.ts";
import {
  type InstallationEventData,
  type InstallationEventName,
  installationCatalogue,
  isInstallationEventName,
} from "./installation-catalogue.ts";
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

/** The same of the installation itself. */
export type InstallationFact = {
  [N in InstallationEventName]: FactBase & { readonly type: N; readonly data: InstallationEventData<N> };
}[InstallationEventName];

interface Recording {
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

export type PlanEvent = Fact & Recording & { readonly plan: string };
export type PlanEventOf<N extends EventName> = Extract<PlanEvent, { readonly type: N }>;
export type InstallationEvent = InstallationFact & Recording & { readonly plan: null };
/** An event as a store holds it, of whichever stream. */
export type RecordedEvent = PlanEvent | InstallationEvent;

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
/** The one stream of the installation itself. */
export const installationStream = "installation";

export function streamOf(slug: string): string {
  return streamPrefix + slug;
}

export function isPlanStream(stream: string): boolean {
  return stream.startsWith(streamPrefix);
}

export function toStored(
  fact: Fact | InstallationFact,
  by: { actor: string; command: string; digest: string },
): StoredForm {
  const declaration = declarationOf(fact.type);
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

/**
 * Reads a stored event of a plan, old versions in today's shape. Throws where the store holds what the catalogue does
 * not.
 */
export function fromStored(stored: StoredForm & StoredPlace): PlanEvent {
  if (!isPlanStream(stored.stream) || !isEventName(stored.type)) throw unknown(stored);
  return read(stored, stored.stream.slice(streamPrefix.length)) as PlanEvent;
}

/** Reads a stored event, of a plan or of the installation. Throws as `fromStored` does. */
export function recordedFrom(stored: StoredForm & StoredPlace): RecordedEvent {
  if (stored.stream !== installationStream) return fromStored(stored);
  if (!isInstallationEventName(stored.type)) throw unknown(stored);
  return read(stored, null) as InstallationEvent;
}

function unknown({ type, position, stream }: StoredForm & StoredPlace): Error {
  return new Error(`unknown event ${type} at position ${position} of ${stream}`);
}

function read(stored: StoredForm & StoredPlace, plan: string | null): object {
  const meta = stored.meta as unknown as Omit<FactBase, "id"> & Recording;
  return {
    id: stored.id,
    type: stored.type,
    data: readData(declarationOf(stored.type as RecordedEvent["type"]), meta.version, stored.data),
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
    plan,
  };
}

function declarationOf(type: RecordedEvent["type"]): Declaration {
  return isInstallationEventName(type) ? installationCatalogue[type] : catalogue[type];
}

/** The version that events of a type are recorded in by this program. */
export function currentVersion(type: RecordedEvent["type"]): number {
  return declarationOf(type).version;
}

type AnyFact = Fact | InstallationFact;

/** The fact as JSON, all fields. Staff only. */
export function dataOf(event: AnyFact): JsonRecord {
  return writeData(declarationOf(event.type), event.data as never);
}

/** The fact as JSON, as the public sees it: public fields, and the digests of the withheld ones with their basis. */
export function publicDataOf(event: AnyFact): JsonRecord {
  return publicData(declarationOf(event.type), dataOf(event));
}

/** The fact as JSON, cut down to what everybody may read. */
export function clearDataOf(event: AnyFact): JsonRecord {
  return clearData(declarationOf(event.type), dataOf(event));
}

/** What of the fact is withheld from the public. */
export function withheldIn(event: AnyFact): readonly WithheldField[] {
  return withheldFields(declarationOf(event.type), dataOf(event));
}

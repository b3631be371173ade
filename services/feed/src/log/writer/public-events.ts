import { currentVersion } from "@mingzhang/domain";
import type { EventRow, ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import { publicEntry } from "../../entries/public-entry.ts";
import { everythingKnown } from "../../entries/public-record.ts";
import { LogRefusal } from "../log-refusal.ts";

/** A public event as the log takes it. */
export interface PublicEvent {
  readonly index: number;
  /** The bytes that it has as an entry, by today's catalogue. */
  readonly bytes: Uint8Array;
  /**
   * Whether the event has the version of today's catalogue. Where the catalogue has gone on, the published bytes stay
   * what they are, and only what names the event can be compared.
   */
  readonly current: boolean;
}

/** A key of the log, and the entry that says so. */
export interface AnnouncedKey {
  readonly index: number;
  readonly vkey: string;
}

/** All public events of the installation in the order of their indices, as far as they can be read by now. */
export interface PublicEvents {
  /** Those from an index on, without a gap; fewer than `limit` where there are no more. */
  from(index: number, limit: number): Promise<readonly PublicEvent[]>;
  /** The further keys of the log that entries announce. */
  keys(): Promise<readonly AnnouncedKey[]>;
  /** Resolves when there may be more than were read, or after some time. */
  more(waitMs: number): Promise<void>;
  /** Resolves to true once everything can be read that is recorded by now; to false after some time. */
  settled(waitMs: number): Promise<boolean>;
}

/** Public events as the read models hold them, which give them their indices. */
export function publicEvents(readModels: ReadModels, head: () => Promise<{ readonly position: bigint }>): PublicEvents {
  let seen = 0n;
  return {
    async from(index, limit) {
      const moment = everythingKnown(await readModels.resolve({}));
      const rows = await readModels.entries(moment, { from: BigInt(index), limit });
      const last = rows.at(-1);
      if (last && last.event.position > seen) seen = last.event.position;
      return Promise.all(rows.map((row, at) => eventOf(readModels, { row, moment, index: index + at })));
    },
    async keys() {
      const rows = await readModels.installationEvents(everythingKnown(await readModels.resolve({})));
      return rows.map(({ event, publicIndex }) => ({ index: Number(publicIndex), vkey: event.data.vkey }));
    },
    async more(waitMs) {
      await readModels.waitFor(seen + 1n, waitMs);
    },
    async settled(waitMs) {
      return readModels.waitFor((await head()).position, waitMs);
    },
  };
}

async function eventOf(
  readModels: ReadModels,
  { row, moment, index }: { row: EventRow; moment: ResolvedMoment; index: number },
): Promise<PublicEvent> {
  const { event, publicIndex } = row;
  if (publicIndex !== BigInt(index)) throw new Error(`the public index ${index} is missing: ${publicIndex} follows`);
  const replaced = event.replaces === null ? null : await readModels.event(event.replaces.event, moment);
  if (event.replaces !== null && !replaced) throw new Error(`${event.id} corrects what is not known`);
  const { line } = publicEntry({ event, publicIndex, correctsIndex: replaced?.publicIndex ?? null });
  return { index, bytes: Buffer.from(line), current: event.version === currentVersion(event.type) };
}

/** A `LogRefusal` where an event is not what was published under its index. */
export function refuseOther(event: PublicEvent, published: Uint8Array): void {
  if (Buffer.from(published).equals(event.bytes)) return;
  if (!event.current && sameName(event.bytes, published)) return;
  throw new LogRefusal("events-differ", `${event.index}`);
}

function sameName(one: Uint8Array, other: Uint8Array): boolean {
  const names = [one, other].map((bytes) => {
    const { id, subject, time, sequence } = JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
    return JSON.stringify([id, subject, time, sequence]);
  });
  return names[0] === names[1];
}

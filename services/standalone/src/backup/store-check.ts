import { isPlanStream, recordedFrom } from "@mingzhang/domain";
import type { StoredEvent } from "@mingzhang/event-store";
import { publicEntry } from "@mingzhang/feed";
import { CompactRange } from "@mingzhang/transparency-log";
import { IdTable } from "./id-table.ts";
import type { PlanPart } from "./manifest.ts";

/** Size of a public log and the RFC 6962 root over it, in hex. */
export interface LogHead {
  readonly size: number;
  readonly root: string;
}

/**
 * Reads a store event by event, in constant memory but for the ids: holds positions, instants and revisions to the
 * store's promises, and folds the public entries into the root that the public log has over them.
 */
export class StoreCheck {
  readonly #asked: ReadonlySet<number>;
  readonly #ids = new IdTable();
  readonly #tree = new CompactRange();
  readonly #streams = new Map<string, PlanPart>();
  readonly #roots = new Map<number, string>();
  #last: Pick<StoredEvent, "position" | "recordedAt"> = { position: 0n, recordedAt: "" };

  /** Sizes at which the root is wanted beside that of all. */
  constructor(asked: Iterable<number> = []) {
    this.#asked = new Set(asked);
    this.#note();
  }

  get position(): bigint {
    return this.#last.position;
  }

  get recordedAt(): string {
    return this.#last.recordedAt;
  }

  /** What the stream of each plan holds, by its first event. */
  get plans(): readonly PlanPart[] {
    return [...this.#streams.values()].filter(({ stream }) => isPlanStream(stream));
  }

  get head(): LogHead {
    return { size: this.#tree.size, root: hexOf(this.#tree.root()) };
  }

  /** Root of the first entries; undefined where there are not so many. */
  rootAt(size: number): string | undefined {
    return this.#roots.get(size);
  }

  /** Throws where the event is none that could follow. */
  add(stored: StoredEvent): void {
    const { stream, revision, position, recordedAt, id } = stored;
    const { position: before, recordedAt: earlier } = this.#last;
    if (position <= before) throw new Error(`position ${position} follows ${before}`);
    if (recordedAt < earlier) throw new Error(`${recordedAt} follows ${earlier} at position ${position}`);
    const held = this.#streams.get(stream);
    const expected = held?.events ?? 0;
    if (revision !== expected) throw new Error(`${stream} has revision ${revision} where ${expected} should follow`);
    this.#streams.set(stream, { stream, events: expected + 1, lastPosition: String(position) });
    this.#last = { position, recordedAt };
    this.#addEntry(stored, id);
  }

  #addEntry(stored: StoredEvent, id: string): void {
    const event = recordedFrom(stored);
    const index = this.#tree.size;
    const corrected = event.replaces && this.#ids.get(event.replaces.event);
    if (corrected === undefined) throw new Error(`${id} corrects ${event.replaces?.event}, which is not there`);
    this.#ids.add(id, index);
    const { leafHash } = publicEntry({
      event,
      publicIndex: BigInt(index),
      correctsIndex: corrected === null ? null : BigInt(corrected),
    });
    this.#tree.append(new Uint8Array(Buffer.from(leafHash, "hex")));
    this.#note();
  }

  #note(): void {
    const { size } = this.#tree;
    if (this.#asked.has(size)) this.#roots.set(size, hexOf(this.#tree.root()));
  }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

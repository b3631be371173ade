import { randomUUID } from "node:crypto";
import type { Micros } from "../instant.ts";
import type { Connection } from "./connection.ts";
import { InstantFold } from "./instant-fold.ts";
import { patiently, type Patience } from "./patience.ts";
import { recordedEvent, type RecordedEvent } from "./recorded-event.ts";
import { noteRequest, readStreamRequest } from "./requests.ts";
import { Unreadable } from "./trouble.ts";

export interface CheckpointsOptions {
  readonly connection: Connection;
  /** The stream that holds the checkpoints. */
  readonly stream: string;
  readonly answerMs: number;
}

interface Checkpoint {
  readonly position: bigint;
  readonly last: Micros;
  readonly dataPosition: bigint;
  readonly moved: readonly (readonly [position: bigint, instant: Micros])[];
}

const version = 1;
const pageSize = 500;

/**
 * The state of the fold up to a position, so that nobody has to fold the whole log again. Whoever gets there first
 * writes it; as the fold has one result, it does not matter who. Each checkpoint adds to the ones before it.
 */
export class Checkpoints {
  readonly #options: CheckpointsOptions;
  /** Revision and position of the newest checkpoint that is known here. */
  #revision = -1;
  #position = 0n;
  #keeping = false;

  constructor(options: CheckpointsOptions) {
    this.#options = options;
  }

  async load(patience: Patience): Promise<InstantFold> {
    const found = await patiently(patience, () => this.#readFrom(0));
    const newest = found.at(-1);
    const fold = new InstantFold(newest);
    for (const { moved, position } of found) fold.learn(moved, position);
    return fold;
  }

  /** Keeps the fold's state, where it is further than what is kept already. Rejects where that could not be told. */
  async keep(fold: InstantFold): Promise<void> {
    if (this.#keeping || !fold.atBoundary || fold.position <= this.#position) return;
    this.#keeping = true;
    try {
      await this.#write(fold);
    } finally {
      this.#keeping = false;
    }
  }

  async #write(fold: InstantFold): Promise<void> {
    const { connection, stream, answerMs } = this.#options;
    const { position, last, dataPosition } = fold.state;
    const moved = [...fold.fresh];
    const data = JSON.stringify({
      checkpoint: version,
      position: String(position),
      last: String(last),
      dataPosition: String(dataPosition),
      moved: moved.map((pair) => pair.map(String)),
    });
    const note = { stream, expected: this.#revision, id: randomUUID(), type: "InstantsKnown", data };
    const response = await connection.append(noteRequest(note), answerMs);
    if (response.hasSuccess()) {
      this.#revision += 1;
      this.#position = position;
      fold.learn(moved, position);
      return;
    }
    for (const newer of await this.#readFrom(this.#revision + 1)) fold.learn(newer.moved, newer.position);
  }

  async #readFrom(first: number): Promise<readonly Checkpoint[]> {
    const { connection, stream, answerMs } = this.#options;
    const found: Checkpoint[] = [];
    for (let from = first; ; from += pageSize) {
      const request = readStreamRequest({ stream, direction: "forward", from, count: pageSize });
      let read = 0;
      for await (const response of connection.read(request, { timeoutMs: answerMs })) {
        const event = recordedEvent(response);
        if (!event) continue;
        read += 1;
        const checkpoint = checkpointOf(event);
        found.push(checkpoint);
        this.#revision = Math.max(this.#revision, event.revision);
        if (checkpoint.position > this.#position) this.#position = checkpoint.position;
      }
      if (read < pageSize) return found;
    }
  }
}

function checkpointOf({ stream, revision, data }: RecordedEvent): Checkpoint {
  const value = JSON.parse(Buffer.from(data).toString()) as {
    checkpoint: number;
    position: string;
    last: string;
    dataPosition: string;
    moved: [string, string][];
  };
  if (value.checkpoint !== version) {
    throw new Unreadable(`Event ${revision} of ${stream} was written by a newer program; this one reads ${version}.`);
  }
  return {
    position: BigInt(value.position),
    last: BigInt(value.last),
    dataPosition: BigInt(value.dataPosition),
    moved: value.moved.map(([position, instant]) => [BigInt(position), BigInt(instant)] as const),
  };
}

import { join } from "node:path";
import {
  type Checkpoint,
  cosign,
  formatNote,
  formatSignature,
  formatVkey,
  type NoteKey,
  openCheckpoint,
  originHash,
  type SigningKey,
  verifierOf,
} from "@mingzhang/transparency-log";
import { type CheckpointStore, checkpointStore, type Kept } from "./checkpoint-store.ts";
import { judgeGrowth, readSubmission, type Refused, type Submitted } from "./judge.ts";

export interface WitnessOptions {
  /** Folder of the cosigned checkpoints. */
  readonly folder: string;
  readonly key: SigningKey;
  /** Keys of the logs that are watched, of type 0x01; the name of each is the log's origin. */
  readonly logs: readonly NoteKey[];
  readonly nowSeconds: () => number;
}

/** A checkpoint that was cosigned now. */
export interface Cosigned {
  readonly status: 200;
  readonly origin: string;
  readonly size: number;
  /** Size of the one before; undefined where this is the first. */
  readonly lastSize: number | undefined;
  /** Signature lines: the answer to the log. */
  readonly lines: string;
}

/** What is known of one log. */
export interface Watched {
  readonly origin: string;
  readonly hash: string;
  readonly checkpoint: Checkpoint | undefined;
}

/** A witness by itself: what it signs, and what it shows. */
export interface Witness {
  readonly vkey: string;
  addCheckpoint(body: Uint8Array): Promise<Cosigned | Refused>;
  /** The latest cosigned note of the log of that hash; undefined where none is known or was cosigned. */
  note(hash: string): Promise<Uint8Array | undefined>;
  watched(): Promise<readonly Watched[]>;
}

/**
 * A witness [tlog-witness]: for each log it signs only what contains all that it signed before. Checking, storing and
 * signing are one step for each log; nothing is answered before it is on disk.
 */
export function openWitness({ folder, key, logs, nowSeconds }: WitnessOptions): Witness {
  const origins = [...new Set(logs.map(({ name }) => name))];
  const stores = new Map(
    origins.map((origin) => [originHash(origin), checkpointStore(join(folder, originHash(origin)))]),
  );
  const turns = new Map<string, Promise<unknown>>();

  const inTurn = <T>(origin: string, work: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(origin) ?? Promise.resolve()).then(work, work);
    turns.set(
      origin,
      mine.catch(() => undefined),
    );
    return mine;
  };
  const grant = async (submitted: Submitted, store: CheckpointStore): Promise<Cosigned | Refused> => {
    const { note, checkpoint } = submitted;
    const kept = await store.latest();
    const last = headOf(kept);
    const refusal = judgeGrowth(submitted, last);
    if (refusal !== undefined) return refusal;
    const line = cosign(note.text, key, Math.floor(nowSeconds()));
    const signed = formatNote({ text: note.text, signatures: [...note.signatures, line] });
    // Another process on this folder was faster: what it stored is judged like anything that came before.
    if (!(await store.add({ number: (kept?.number ?? 0) + 1, note: signed }))) return grant(submitted, store);
    const { origin, size } = checkpoint;
    return { status: 200, origin, size, lastSize: last?.size, lines: formatSignature(line) };
  };

  return {
    vkey: formatVkey(verifierOf(key, "cosignature")),
    async addCheckpoint(body) {
      const submitted = await readSubmission(body, logs);
      if ("status" in submitted) return submitted;
      const { origin } = submitted.checkpoint;
      const store = stores.get(originHash(origin));
      if (store === undefined) throw new Error(`no store for ${origin}`);
      return inTurn(origin, () => grant(submitted, store));
    },
    note: async (hash) => (await stores.get(hash)?.latest())?.note,
    watched: () =>
      Promise.all(
        origins.map(async (origin) => {
          const hash = originHash(origin);
          return { origin, hash, checkpoint: headOf(await stores.get(hash)?.latest()) };
        }),
      ),
  };
}

/** A file that is damaged is an error, never «nothing cosigned yet»: that would let a log be rewritten. */
function headOf(kept: Kept | undefined): Checkpoint | undefined {
  return kept === undefined ? undefined : openCheckpoint(kept.note).checkpoint;
}

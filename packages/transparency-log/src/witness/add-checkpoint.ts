import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { readDecimal } from "../bytes/decimal.ts";
import { fromUtf8, toUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import type { Hash } from "../merkle-tree.ts";
import { maximalNoteBytes } from "../notes/signed-note.ts";

/** A longer proof would be of a tree that no index of 64 bits reaches. */
const maximalHashes = 63;

/** Room for the largest note, the longest proof and the first line: no witness reads more. */
export const maximalAddCheckpointBytes = maximalNoteBytes + maximalHashes * 45 + 32;

/** Type of a witness's answer that tells the size that it cosigned last [tlog-witness]. */
export const tlogSizeType = "text/x.tlog.size";

/** What a log asks of a witness: to cosign a checkpoint, given that it cosigned one of `oldSize` before. */
export interface AddCheckpoint {
  /** 0 where the witness has cosigned nothing of this log yet. */
  readonly oldSize: number;
  /** Consistency proof from the old size to that of the checkpoint; empty for an old size of 0. */
  readonly proof: readonly Hash[];
  /** The signed note, verbatim. */
  readonly checkpoint: Uint8Array;
}

/** Body of `POST <witness>/add-checkpoint`. Throws what `parseAddCheckpoint` would. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): Uint8Array {
  const bytes = toUtf8([`old ${oldSize}`, ...proof.map(toBase64), "", fromUtf8(checkpoint)].join("\n"));
  parseAddCheckpoint(bytes);
  return bytes;
}

/**
 * Reads such a body strictly; its checkpoint is not looked at. Throws `request-too-large`, `not-utf8`, `request-lines`,
 * `request-old-size` or `request-proof`.
 */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint {
  if (bytes.length > maximalAddCheckpointBytes) throw new LogFault("request-too-large", String(bytes.length));
  const text = fromUtf8(bytes);
  const border = text.indexOf("\n\n");
  if (border < 0) throw new LogFault("request-lines");
  const [first = "", ...lines] = text.slice(0, border).split("\n");
  if (!first.startsWith("old ")) throw new LogFault("request-old-size", first.slice(0, 40));
  if (lines.length > maximalHashes) throw new LogFault("request-proof", String(lines.length));
  return {
    oldSize: readDecimal(first.slice("old ".length), "request-old-size"),
    proof: lines.map(hashOf),
    checkpoint: toUtf8(text.slice(border + 2)),
  };
}

function hashOf(line: string, at: number): Hash {
  try {
    const hash = fromBase64(line);
    if (hash.length === 32) return hash;
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
  }
  throw new LogFault("request-proof", `line ${at + 2}`);
}

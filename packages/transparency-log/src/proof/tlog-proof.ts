import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { readDecimal } from "../bytes/decimal.ts";
import { fromUtf8, toUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import type { Hash } from "../merkle-tree.ts";

const header = "c2sp.org/tlog-proof@v1";

/** A longer path would be of a tree that no index of 64 bits reaches. */
const maximalHashes = 63;

/** Room for the largest entry as `extra`, the longest path and the largest note. */
export const maximalProofBytes = 262_144;

/** A proof that works without the log [tlog-proof]: an entry's index and path, and the checkpoint as it was signed. */
export interface TlogProof {
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The signed note, verbatim. */
  readonly checkpoint: Uint8Array;
  /** Here the bytes of the entry. Nothing authenticates it but the inclusion proof. */
  readonly extra: Uint8Array | undefined;
}

/** The text of a `.tlog-proof` file. */
export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): Uint8Array {
  const lines = [
    header,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
    "",
    fromUtf8(checkpoint),
  ];
  return toUtf8(lines.join("\n"));
}

/** Reads a `.tlog-proof` file; its checkpoint is not looked at. Throws `proof-header`, `proof-index`, `proof-lines`. */
export function parseTlogProof(bytes: Uint8Array): TlogProof {
  if (bytes.length > maximalProofBytes) throw new LogFault("file-too-large", String(bytes.length));
  const text = fromUtf8(bytes);
  const border = text.indexOf("\n\n");
  if (border < 0) throw new LogFault("proof-lines");
  const [first, ...lines] = text.slice(0, border).split("\n");
  if (first !== header) throw new LogFault("proof-header");
  const extra = lines[0]?.startsWith("extra ") === true ? lines.shift()?.slice("extra ".length) : undefined;
  const index = /^index (.*)$/.exec(lines.shift() ?? "")?.[1];
  if (index === undefined) throw new LogFault("proof-index");
  if (lines.length > maximalHashes) throw new LogFault("proof-lines", String(lines.length));
  return {
    extra: extra === undefined ? undefined : field(extra),
    index: readDecimal(index, "proof-index"),
    hashes: lines.map(hashOf),
    checkpoint: toUtf8(text.slice(border + 2)),
  };
}

function hashOf(line: string): Hash {
  const hash = field(line);
  if (hash.length !== 32) throw new LogFault("hash-length");
  return hash;
}

function field(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch (error) {
    throw error instanceof LogFault ? new LogFault("proof-lines") : error;
  }
}

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { readDecimal } from "../bytes/decimal.ts";
import { equalBytes } from "../bytes/equal-bytes.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import { type Hash, treeRoot } from "../merkle-tree.ts";

/** What a log signs: who it is, how many entries, and the hash of them all. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  /** Not recommended, and no auditor can check them: ours are empty. */
  readonly extensions: readonly string[];
}

/** The signed text. Throws what `parseCheckpoint` would. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: NewCheckpoint): string {
  const text = [origin, String(size), toBase64(root), ...extensions, ""].join("\n");
  parseCheckpoint(text);
  return text;
}

type NewCheckpoint = Omit<Checkpoint, "extensions"> & Partial<Pick<Checkpoint, "extensions">>;

/**
 * Reads a checkpoint's text [tlog-checkpoint, Note text]; sizes up to 2^53 - 1. Throws `checkpoint-lines`,
 * `checkpoint-origin`, `checkpoint-size`, `checkpoint-root`, `checkpoint-extension`, or `checkpoint-empty-root` for a
 * size of 0 whose root is not the hash of nothing (a witness answers 422 to that one).
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, sizeText, rootText, ...rest] = text.split("\n");
  if (sizeText === undefined || rootText === undefined || rest.length === 0) throw new LogFault("checkpoint-lines");
  const extensions = rest.slice(0, -1);
  if (rest.at(-1) !== "") throw new LogFault("checkpoint-lines");
  if (origin === undefined || origin === "") throw new LogFault("checkpoint-origin");
  if (extensions.includes("")) throw new LogFault("checkpoint-extension");
  const size = readDecimal(sizeText, "checkpoint-size");
  const root = rootBytes(rootText);
  if (size === 0 && !equalBytes(root, treeRoot([]))) throw new LogFault("checkpoint-empty-root");
  return { origin, size, root, extensions };
}

/** Hex SHA-256 of an origin: where a witness publishes what it has signed for that log [tlog-witness]. */
export function originHash(origin: string): string {
  return bytesToHex(sha256(toUtf8(origin)));
}

function rootBytes(text: string): Hash {
  try {
    const root = fromBase64(text);
    if (root.length === 32) return root;
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
  }
  throw new LogFault("checkpoint-root");
}

import {
  formatNote,
  formatPolicy,
  type Policy,
  signNote,
  toBase64,
  type TreeHead,
  verifierOf,
} from "@mingzhang/transparency-log";
import type { LogStorage } from "../storage/log-storage.ts";
import { type KeyTerm, signingAt, vkeyOf } from "./log-keys.ts";

/** Its first line is no origin of ours, so that nobody can take a statement for a checkpoint. */
const header = "mingzhang-log-keys/v1";
const maximalBytes = 1_048_576;

/** Whose keys are stated, the tree that was signed last when that was done, and who else has to sign checkpoints. */
export interface Stating {
  readonly origin: string;
  readonly head: TreeHead;
  readonly now: Date;
  /** Address of the log, as verifiers find it in the policy. */
  readonly url: string;
  readonly witnesses: Pick<Policy, "witnesses" | "groups" | "quorum">;
}

/**
 * Shows the log's keys: `key-history/<n>` states all keys up to the n-th, signed by those that sign then, old and new,
 * and never changes; `keys` is the latest of them, and `policy` what a verifier pins. Writes what is not there yet.
 */
export async function showKeys(storage: LogStorage, terms: readonly KeyTerm[], stating: Stating): Promise<void> {
  const path = `key-history/${terms.at(-1)?.number ?? 0}`;
  if ((await storage.head(path)) === undefined) await storage.create(path, statementOf(terms, stating));
  const statement = await storage.read(path, maximalBytes);
  if (statement) await replaceIfOther(storage, "keys", statement);
  await replaceIfOther(storage, "policy", Buffer.from(formatPolicy(policyOf(terms, stating))));
}

/** The policy that the log itself shows; what a verifier pins he has from elsewhere as well. */
export function policyOf(terms: readonly KeyTerm[], stating: Pick<Stating, "now" | "url" | "witnesses">): Policy {
  const logs = signingAt(terms, stating.now).map(({ key }) => ({ key: verifierOf(key, "ed25519"), url: stating.url }));
  return { logs, ...stating.witnesses };
}

/** A line for each key: number, vkey, since when and until when it signs. */
function statementOf(terms: readonly KeyTerm[], { origin, head, now }: Stating): Uint8Array {
  const lines = terms.map((term) =>
    [term.number, vkeyOf(term), term.since.toISOString(), term.until?.toISOString() ?? "-"].join(" "),
  );
  const text = [header, origin, `tree ${head.size} ${toBase64(head.root)}`, ...lines, ""].join("\n");
  return formatNote({ text, signatures: signingAt(terms, now).map(({ key }) => signNote(text, key)) });
}

/** Whether a note's text states all keys of a log up to this one. */
export function isStatementOf(text: string, origin: string, newest: Pick<KeyTerm, "number" | "key">): boolean {
  const [first, log, , ...lines] = text.split("\n").slice(0, -1);
  const stated = lines.at(-1)?.startsWith(`${newest.number} ${vkeyOf(newest)} `) ?? false;
  return first === header && log === origin && stated;
}

async function replaceIfOther(storage: LogStorage, path: string, bytes: Uint8Array): Promise<void> {
  const there = await storage.read(path, maximalBytes);
  if (there === undefined || !Buffer.from(there).equals(bytes)) await storage.replace(path, bytes);
}

import {
  decodeBundle,
  formatNote,
  maximalBundleBytes,
  maximalNoteBytes,
  openCheckpoint,
  type Policy,
  proveConsistency,
  readTileFile,
  signNote,
  tileOfEntry,
  tileWidth,
  VerifiedTiles,
} from "@mingzhang/transparency-log";
import { policyOf } from "../keys/key-statement.ts";
import { signingAt } from "../keys/log-keys.ts";
import { termsAt } from "../keys/terms-at.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { LockLost } from "./grow.ts";
import type { LogPlaces, OpenLog } from "./open-log.ts";
import type { PublicEvents } from "./public-events.ts";
import type { Submitted, Witnesses } from "./witnesses.ts";

export interface Publishing extends LogPlaces {
  readonly events: Pick<PublicEvents, "keys">;
  readonly witnesses: Witnesses;
  readonly witnessPolicy: Pick<Policy, "witnesses" | "groups" | "quorum">;
  readonly url: string;
  readonly now: () => Date;
}

/**
 * Signs the checkpoint that the lock store names, has it cosigned, and shows it with the pages of lines that it covers.
 * Where the quorum is missing nothing of it is shown. Ed25519 is deterministic: after a crash the same is signed again.
 */
export async function publish(open: OpenLog, publishing: Publishing): Promise<Submitted> {
  const { storage, witnesses, now } = publishing;
  const { locked, checkpoint } = open;
  const terms = await termsAt(checkpoint.size, publishing);
  const signatures = signingAt(terms, now()).map(({ key }) => signNote(locked.checkpoint, key));
  const tiles = await VerifiedTiles.open(storage, checkpoint);
  const submitted = await witnesses({
    note: formatNote({ text: locked.checkpoint, signatures }),
    policy: policyOf(terms, { url: publishing.url, witnesses: publishing.witnessPolicy, now: now() }),
    proofFor: (oldSize) => proveConsistency(tiles, oldSize, checkpoint.size),
  });
  if (!submitted.met) return submitted;
  await show(open, submitted.note, publishing);
  return submitted;
}

/**
 * Witnesses may have taken their time: whoever has lost the lock meanwhile must not set back what the public sees. What
 * stays of that race is a moment; a writer that finds an older checkpoint than its own shows its own again.
 */
async function show(open: OpenLog, note: Uint8Array, { storage, lock }: LogPlaces): Promise<void> {
  const { locked, checkpoint } = open;
  if ((await lock.read())?.generation !== locked.generation) throw new LockLost();
  await writePages(storage, open.publishedSize ?? 0, checkpoint.size);
  const shown = await storage.read("checkpoint", maximalNoteBytes);
  if (shown && openCheckpoint(shown).checkpoint.size > checkpoint.size) throw new LockLost();
  if (!shown || !Buffer.from(shown).equals(note)) await storage.replace("checkpoint", note);
}

/** Size of the checkpoint that the public sees; null before the first one. */
export async function shownSize(storage: LogStorage): Promise<number | null> {
  const shown = await storage.read("checkpoint", maximalNoteBytes);
  return shown ? openCheckpoint(shown).checkpoint.size : null;
}

/** Pages of the entries from one size to another, each line the bytes of an entry. */
export async function writePages(storage: LogStorage, from: number, size: number): Promise<void> {
  for (let at = from - (from % tileWidth); at < size; at += tileWidth) {
    const bundle = tileOfEntry("entries", at, size);
    const { bytes, served } = await readTileFile(storage, bundle);
    if (bytes.length > maximalBundleBytes) throw new Error(`bundle ${bundle.index} is too large`);
    const lines = decodeBundle(bytes, served.width).slice(0, bundle.width);
    const newline = Buffer.from("\n");
    const page = Buffer.concat(lines.flatMap((line) => [line, newline]));
    await storage.replace(`${bundle.index}.ndjson`, page);
  }
}

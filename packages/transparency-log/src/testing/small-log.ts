import { canonicalBytes, type Json } from "../canonical-json.ts";
import { leafHash } from "../merkle-tree.ts";
import { formatCheckpoint } from "../notes/checkpoint.ts";
import { cosign } from "../notes/cosignature.ts";
import { formatNote, signNote } from "../notes/signed-note.ts";
import { type SigningKey, signingKey, verifierOf } from "../notes/signing-key.ts";
import type { Policy } from "../policy/policy.ts";
import { formatTlogProof } from "../proof/tlog-proof.ts";
import { encodeBundle } from "../tiles/entry-bundle.ts";
import type { LogFiles } from "../tiles/log-files.ts";
import { TileBuilder } from "../tiles/tile-builder.ts";
import { tileOfEntry } from "../tiles/tile-widths.ts";
import { tilePath } from "../tiles/tile-path.ts";
import { VerifiedTiles } from "../tiles/verified-tiles.ts";
import { proveInclusion } from "../tree/inclusion.ts";

export const origin = "log.example/log";
const seedOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** Keys for tests only: their seeds are no secret. */
export const logKey: SigningKey = signingKey(origin, seedOf(1));
export const witnessKeys: readonly SigningKey[] = ["one", "two", "three"].map((name, at) =>
  signingKey(`witness-${name}.example`, seedOf(10 + at)),
);

/** When the witnesses of the small log sign, POSIX seconds. */
export const signedAt = 1_790_000_000;

/** The log, three witnesses, and how many of them must sign. */
export function policyOf(threshold: number): Policy {
  const witnesses = witnessKeys.map((key, at) => ({
    name: `w${at + 1}`,
    key: verifierOf(key, "cosignature"),
    url: undefined,
  }));
  return {
    logs: [{ key: verifierOf(logKey, "ed25519"), url: undefined }],
    witnesses,
    groups: [{ name: "all", threshold, members: witnesses.map(({ name }) => name) }],
    quorum: "all",
  };
}

export function eventEntry(index: number, more: Readonly<Record<string, Json>> = {}): Uint8Array {
  return canonicalBytes({
    specversion: "1.0",
    id: `event-${index}`,
    source: "/log",
    type: "mingzhang.FundsReleased.v1",
    sequence: String(index).padStart(12, "0"),
    data: { amountFen: `${index}00`, words: "拨付资金" },
    ...more,
  });
}

/** A served log in memory; its files may be altered by a test. */
export class MemoryLog implements LogFiles {
  readonly files = new Map<string, Uint8Array>();
  readonly entries: Uint8Array[] = [];
  readonly #builder = new TileBuilder();

  get paths(): string[] {
    return [...this.files.keys()];
  }

  read(path: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.files.get(path));
  }

  append(entries: readonly Uint8Array[]): void {
    for (const entry of entries) {
      this.entries.push(entry);
      for (const { path, bytes } of this.#builder.append(leafHash(entry))) this.files.set(path, bytes);
      if (this.entries.length % 256 === 0) this.#writeBundle();
    }
  }

  /** Writes the right edge and a checkpoint signed by the log and all witnesses; answers with the checkpoint. */
  publish(seconds: number = signedAt): Uint8Array {
    for (const { path, bytes } of this.#builder.edge()) this.files.set(path, bytes);
    if (this.entries.length % 256 !== 0) this.#writeBundle();
    const text = formatCheckpoint({ origin, size: this.entries.length, root: this.#builder.root() });
    const cosignatures = witnessKeys.map((key) => cosign(text, key, seconds));
    const note = formatNote({ text, signatures: [signNote(text, logKey), ...cosignatures] });
    this.files.set("checkpoint", note);
    return note;
  }

  async publishProof(index: number): Promise<void> {
    const size = this.entries.length;
    const tiles = await VerifiedTiles.open(this, { size, root: this.#builder.root() });
    const hashes = await proveInclusion(tiles, index, size);
    const checkpoint = this.files.get("checkpoint")!;
    this.files.set(
      `proof/${index}.tlog-proof`,
      formatTlogProof({ index, hashes, checkpoint, extra: this.entries[index] }),
    );
  }

  #writeBundle(): void {
    const tile = tileOfEntry("entries", this.entries.length - 1, this.entries.length);
    this.files.set(tilePath(tile), encodeBundle(this.entries.slice(tile.index * 256)));
  }
}

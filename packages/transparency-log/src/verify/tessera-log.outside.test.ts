import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hex, leafHash } from "../merkle-tree.ts";
import { formatCheckpoint } from "../notes/checkpoint.ts";
import { formatNote, signNote } from "../notes/signed-note.ts";
import { parseSkey, verifierOf } from "../notes/signing-key.ts";
import { outsideBytes, outsideJson } from "../testing/outside.ts";
import { encodeBundle } from "../tiles/entry-bundle.ts";
import type { LogFiles } from "../tiles/log-files.ts";
import { TileBuilder } from "../tiles/tile-builder.ts";
import { auditLog } from "./audit-log.ts";
import { verifyEntry } from "./verify-entry.ts";
import { verifyProof } from "./verify-proof.ts";

const folder = "log-tessera-15";
const about = outsideJson<{ vkey: string; publicTestSkey: string; entries: string[] }>(`${folder}/ABOUT.json`);
const signer = parseSkey(about.publicTestSkey);
const entries = about.entries.map((text) => new Uint8Array(Buffer.from(text)));
const policy = {
  logs: [{ key: verifierOf(signer, "ed25519"), url: undefined }],
  witnesses: [],
  groups: [],
  quorum: "none",
};

const logAt = (size: number): LogFiles => ({
  read: (path) => {
    const name = path === "checkpoint" ? `${folder}/checkpoint.${size}` : `${folder}/${path}`;
    return Promise.resolve(existsInVectors(name) ? outsideBytes(name) : undefined);
  },
});
const existsInVectors = (name: string): boolean =>
  existsSync(`${process.env["OUTSIDE_VECTORS"] ?? "../shared/vectors"}/tlog/${name}`);

const sizes = Array.from({ length: 16 }, (_, size) => size);

describe("a log written by Tessera", () => {
  it.each(sizes)("is written the same by us at size %i", (size) => {
    const builder = new TileBuilder();
    for (const entry of entries.slice(0, size)) builder.append(leafHash(entry));
    const text = formatCheckpoint({ origin: signer.name, size, root: builder.root() });
    const note = formatNote({ text, signatures: [signNote(text, signer)] });
    expect(hex(note)).toBe(hex(outsideBytes(`${folder}/checkpoint.${size}`)));
    if (size === 0) return;
    expect(builder.edge().map(({ path, bytes }) => [path, hex(bytes)])).toEqual([
      [`tile/0/000.p/${size}`, hex(outsideBytes(`${folder}/tile/0/000.p/${size}`))],
    ]);
    const bundle = encodeBundle(entries.slice(0, size));
    expect(hex(bundle)).toBe(hex(outsideBytes(`${folder}/tile/entries/000.p/${size}`)));
  });

  it.each(sizes)("passes the audit at size %i, with every earlier checkpoint", async (size) => {
    const seen: string[] = [];
    const kept = sizes.slice(0, size + 1).map((each) => outsideBytes(`${folder}/checkpoint.${each}`));
    const paths = sizes.slice(1).flatMap((each) => [`tile/0/000.p/${each}`, `tile/entries/000.p/${each}`]);
    const verdict = await auditLog({
      files: logAt(size),
      policy,
      kept,
      paths,
      onEntry: (entry) => seen.push(Buffer.from(entry).toString()),
    });
    expect(verdict.failed).toBeUndefined();
    expect(seen).toEqual(about.entries.slice(0, size));
  });

  it("is older than what was kept", async () => {
    const kept = [outsideBytes(`${folder}/checkpoint.15`)];
    const { failed } = await auditLog({ files: logAt(9), policy, kept });
    expect([failed?.name, failed?.fault]).toEqual(["earlier-checkpoints", "checkpoint-older"]);
  });

  it("gives a proof of each entry that verifies without it", async () => {
    for (const [index, entry] of entries.entries()) {
      const answer = await verifyEntry({ files: logAt(15), policy, index });
      expect(answer.entry).toEqual(entry);
      expect((await verifyProof({ proof: answer.proof!, policy })).passed).toBe(true);
      const other = await verifyProof({ proof: answer.proof!, entry: new Uint8Array([1]), policy });
      expect(other.failed?.name).toBe("inclusion");
    }
  });
});

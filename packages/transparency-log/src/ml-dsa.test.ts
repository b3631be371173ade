import { ml_dsa44 as mlDsa44 } from "@noble/post-quantum/ml-dsa.js";
import { describe, expect, it } from "vitest";
import { mlDsa44Cosign, mlDsa44Key, mlDsa44Verify } from "./ml-dsa.ts";
import { cosignatureTime, verifyCosignature } from "./notes/cosignature.ts";
import { formatVkey, parseVkey } from "./notes/note-key.ts";
import { formatNote, parseNote, signNote } from "./notes/signed-note.ts";
import { parsePolicy } from "./policy/policy-text.ts";
import { verifierOf } from "./notes/signing-key.ts";
import { eventEntry, logKey, MemoryLog, signedAt } from "./testing/small-log.ts";
import { verifyCheckpoint } from "./verify/check-checkpoint.ts";

const key = mlDsa44Key("witness-pq.example", new Uint8Array(32).fill(9));
const log = new MemoryLog();
log.append([eventEntry(0), eventEntry(1)]);
const { text } = parseNote(log.publish());
const line = mlDsa44Cosign(text, key, signedAt);
const policy = parsePolicy(
  new TextEncoder().encode(
    `log ${formatVkey(verifierOf(logKey, "ed25519"))}\nwitness w ${formatVkey(key.verifier)}\nquorum w\n`,
  ),
);

describe("an ML-DSA-44 cosignature", () => {
  it("signs the struct of tlog-cosignature, byte by byte", () => {
    const [origin, size, root] = text.split("\n");
    const name = Buffer.from("witness-pq.example");
    const message = Buffer.concat([
      Buffer.from("subtree/v1\n\0"),
      Buffer.of(name.length),
      name,
      Buffer.from(signedAt.toString(16).padStart(16, "0"), "hex"),
      Buffer.of(origin!.length),
      Buffer.from(origin!),
      Buffer.alloc(8),
      Buffer.from(Number(size).toString(16).padStart(16, "0"), "hex"),
      Buffer.from(root!, "base64"),
    ]);
    expect(mlDsa44.verify(line.signature.slice(8), message, key.verifier.publicKey)).toBe(true);
    expect(cosignatureTime(line)).toBe(BigInt(signedAt));
  });

  it("satisfies a policy where ML-DSA-44 is verified, and counts for nothing where it is not", async () => {
    const note = formatNote({ text, signatures: [signNote(text, logKey), line] });
    expect((await verifyCheckpoint(note, { policy, mlDsa44: mlDsa44Verify })).passed).toBe(true);
    expect((await verifyCheckpoint(note, { policy })).failed?.fault).toBe("quorum-missing");
  });

  it("rejects the note where it does not hold", async () => {
    const flipped = line.signature.slice();
    flipped[1000]! ^= 1;
    const note = formatNote({ text, signatures: [signNote(text, logKey), { ...line, signature: flipped }] });
    expect((await verifyCheckpoint(note, { policy, mlDsa44: mlDsa44Verify })).failed?.fault).toBe(
      "witness-signature-false",
    );
  });

  it("binds time, name and tree", async () => {
    const rules = { key: key.verifier, mlDsa44: mlDsa44Verify };
    expect(await verifyCosignature(text, line, rules)).toBe(BigInt(signedAt));
    expect(await verifyCosignature(text.replace("\n2\n", "\n3\n"), line, rules)).toBeUndefined();
    const later = line.signature.slice();
    later[7]! ^= 1;
    expect(await verifyCosignature(text, { ...line, signature: later }, rules)).toBeUndefined();
    const renamed = { ...key.verifier, name: "other.example" };
    expect(await verifyCosignature(text, line, { ...rules, key: renamed })).toBeUndefined();
  });

  it("has a key that reads back from its text", () => {
    expect(parseVkey(formatVkey(key.verifier))).toEqual(key.verifier);
  });
});

import { describe, expect, it } from "vitest";
import { leafHash, nodeHash } from "../merkle-tree.ts";
import { formatCheckpoint, parseCheckpoint } from "../notes/checkpoint.ts";
import { cosign } from "../notes/cosignature.ts";
import { noteKey, keyTypes } from "../notes/note-key.ts";
import { formatNote, type NoteSignature, parseNote, signNote } from "../notes/signed-note.ts";
import { signingKey, verifierOf } from "../notes/signing-key.ts";
import { eventEntry, logKey, MemoryLog, origin, policyOf, signedAt, witnessKeys } from "../testing/small-log.ts";
import { auditLog } from "./audit-log.ts";
import { verifyCheckpoint } from "./check-checkpoint.ts";
import type { Verdict } from "./steps.ts";

const text = formatCheckpoint({ origin, size: 1, root: leafHash(eventEntry(0)) });
const byLog = signNote(text, logKey);
const [one, two, three] = witnessKeys.map((key) => cosign(text, key, signedAt)) as [
  NoteSignature,
  NoteSignature,
  NoteSignature,
];
const note = (...signatures: NoteSignature[]): Uint8Array => formatNote({ text, signatures });
const why = ({ failed }: Verdict): unknown => [failed?.name, failed?.fault];
const broken = (line: NoteSignature): NoteSignature => {
  const signature = line.signature.slice();
  signature[signature.length - 1]! ^= 1;
  return { ...line, signature };
};

describe("a checkpoint", () => {
  it("passes with the log and as many witnesses as the policy asks", async () => {
    expect((await verifyCheckpoint(note(byLog, one, two), { policy: policyOf(2) })).passed).toBe(true);
    expect(why(await verifyCheckpoint(note(byLog, one), { policy: policyOf(2) }))).toEqual([
      "witness-quorum",
      "quorum-missing",
    ]);
  });

  it("counts a witness once, however often it signs", async () => {
    const again = cosign(text, witnessKeys[0]!, signedAt + 1);
    const verdict = await verifyCheckpoint(note(byLog, one, again), { policy: policyOf(2) });
    expect(verdict.failed?.fault).toBe("quorum-missing");
  });

  it("needs the log itself, by the name that the policy pins", async () => {
    const policy = policyOf(1);
    expect(why(await verifyCheckpoint(note(one, two, three), { policy }))).toEqual([
      "log-signature",
      "log-signature-missing",
    ]);
    expect(why(await verifyCheckpoint(note(broken(byLog), one), { policy }))).toEqual([
      "log-signature",
      "log-signature-false",
    ]);
    const other = { ...policy, logs: [{ key: verifierOf(signingKey("x", logKey.seed), "ed25519"), url: undefined }] };
    expect(why(await verifyCheckpoint(note(byLog, one), { policy: other }))).toEqual([
      "log-signature",
      "origin-unknown",
    ]);
  });

  it("is rejected for one false cosignature of a known witness, though the others are enough", async () => {
    const verdict = await verifyCheckpoint(note(byLog, one, two, broken(three)), { policy: policyOf(2) });
    expect(why(verdict)).toEqual(["witness-quorum", "witness-signature-false"]);
    expect(verdict.failed?.place).toBe("witness-three.example");
  });

  it("is not touched by lines of unknown keys, even under a known name", async () => {
    const stranger = cosign(text, signingKey("witness-one.example", new Uint8Array(32).fill(99)), signedAt);
    const later = noteKey("witness-one.example", keyTypes.mlDsa44, new Uint8Array(1312));
    const postQuantum = { name: later.name, id: later.id, signature: new Uint8Array(2428) };
    const verdict = await verifyCheckpoint(note(stranger, postQuantum, byLog, two), { policy: policyOf(1) });
    expect(verdict.passed).toBe(true);
  });

  it("cannot borrow a cosignature from another text", async () => {
    const other = formatCheckpoint({ origin, size: 1, root: leafHash(eventEntry(1)) });
    const borrowed = cosign(other, witnessKeys[0]!, signedAt);
    expect(why(await verifyCheckpoint(note(byLog, borrowed), { policy: policyOf(1) }))).toEqual([
      "witness-quorum",
      "witness-signature-false",
    ]);
  });

  it("is fresh by the cosignatures that make up the quorum", async () => {
    const day = 86_400;
    const stale = cosign(text, witnessKeys[1]!, signedAt - 2 * day);
    const at = (nowSeconds: number, threshold: number): Promise<Verdict> =>
      verifyCheckpoint(note(byLog, one, stale), {
        policy: policyOf(threshold),
        time: { nowSeconds, maximalAgeSeconds: day },
      });
    expect((await at(signedAt + 60, 1)).passed).toBe(true);
    expect(why(await at(signedAt + 60, 2))).toEqual(["freshness", "cosignatures-too-old"]);
    expect(why(await at(signedAt + day + 1, 1))).toEqual(["freshness", "cosignatures-too-old"]);
    expect((await at(signedAt - 200, 1)).passed).toBe(true);
    expect(why(await at(signedAt - 400, 1))).toEqual(["freshness", "cosignature-in-future"]);
    const alone = await verifyCheckpoint(note(byLog), {
      policy: { ...policyOf(1), quorum: "none" },
      time: { nowSeconds: signedAt, maximalAgeSeconds: day },
    });
    expect(why(alone)).toEqual(["freshness", "time-unknown"]);
  });

  it("does not say that all see the same log where no witness was asked for", async () => {
    const unwitnessed = { ...policyOf(1), quorum: "none" };
    const outcome = async (...lines: NoteSignature[]): Promise<unknown> =>
      (await verifyCheckpoint(note(byLog, ...lines), { policy: unwitnessed })).steps[2]?.outcome;
    expect([await outcome(), await outcome(one), await outcome(broken(one))]).toEqual([
      "not-asked",
      "not-asked",
      "failed",
    ]);
  });

  it("says what was not asked and what was not reached", async () => {
    const passed = await verifyCheckpoint(note(byLog, one), { policy: policyOf(1) });
    expect(passed.steps.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed", "not-asked"]);
    const failed = await verifyCheckpoint(note(one), { policy: policyOf(1) });
    expect(failed.steps.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "not-reached", "not-reached"]);
  });
});

describe("a rewritten log", () => {
  const logOf = (entries: readonly Uint8Array[]): MemoryLog => {
    const log = new MemoryLog();
    log.append(entries);
    log.publish();
    return log;
  };
  const honest = Array.from({ length: 5 }, (_, index) => eventEntry(index));

  it("cannot hide from a checkpoint that was kept, though everything of today fits", async () => {
    const kept = [logOf(honest.slice(0, 3)).files.get("checkpoint")!];
    const forked = logOf([honest[0]!, eventEntry(1, { type: "other" }), ...honest.slice(2)]);
    expect((await auditLog({ files: forked, policy: policyOf(3) })).passed).toBe(true);
    expect(why(await auditLog({ files: forked, policy: policyOf(3), kept }))).toEqual([
      "earlier-checkpoints",
      "checkpoint-forked",
    ]);
    expect((await auditLog({ files: logOf(honest), policy: policyOf(3), kept })).passed).toBe(true);
  });

  it("is not accused by a checkpoint that it never signed, or of another log", async () => {
    const log = logOf(honest);
    const forged = formatCheckpoint({ origin, size: 2, root: nodeHash(leafHash(honest[0]!), leafHash(honest[0]!)) });
    const unsigned = formatNote({
      text: forged,
      signatures: [signNote(forged, signingKey(origin, witnessKeys[0]!.seed))],
    });
    expect(why(await auditLog({ files: log, policy: policyOf(3), kept: [unsigned] }))).toEqual([
      "earlier-checkpoints",
      "log-signature-missing",
    ]);
    const foreign = formatCheckpoint({ ...parseCheckpoint(parseNote(log.files.get("checkpoint")!).text), origin: "x" });
    const other = formatNote({ text: foreign, signatures: [signNote(foreign, logKey)] });
    expect(why(await auditLog({ files: log, policy: policyOf(3), kept: [other] }))).toEqual([
      "earlier-checkpoints",
      "other-log",
    ]);
  });
});

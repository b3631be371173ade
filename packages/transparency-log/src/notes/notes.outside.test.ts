import { describe, expect, it } from "vitest";
import { hex } from "../merkle-tree.ts";
import { faultOf, fromHex, outsideJson } from "../testing/outside.ts";
import { toUtf8 } from "../bytes/utf8.ts";
import { fromBase64 } from "../bytes/base64.ts";
import { originHash, parseCheckpoint } from "./checkpoint.ts";
import { cosign, cosignatureTime, verifyCosignature } from "./cosignature.ts";
import { isKeyOf, type NoteKey, parseVkey } from "./note-key.ts";
import { parseNote, verifyNoteSignature, type NoteSignature } from "./signed-note.ts";
import { parseSkey } from "./signing-key.ts";

interface Opened {
  readonly verified: string[];
  readonly ignored: string[];
  readonly failed: string[];
  readonly times: Record<string, number>;
}

async function open(bytes: Uint8Array, vkeys: readonly string[]): Promise<Opened> {
  const note = parseNote(bytes);
  const keys = vkeys.map(parseVkey);
  const opened: Opened = { verified: [], ignored: [], failed: [], times: {} };
  for (const line of note.signatures) {
    const key = keys.find((each) => isKeyOf(each, line));
    if (key === undefined) opened.ignored.push(line.name);
    else if (await check(note.text, line, key, opened.times)) opened.verified.push(line.name);
    else opened.failed.push(line.name);
  }
  return opened;
}

async function check(text: string, line: NoteSignature, key: NoteKey, times: Record<string, number>): Promise<boolean> {
  if (key.type === 1) return verifyNoteSignature(text, line, key);
  const seconds = await verifyCosignature(text, line, { key });
  if (seconds !== undefined) times[line.name] = Number(seconds);
  return seconds !== undefined;
}

interface NoteCase {
  id: string;
  note?: string;
  noteHex?: string;
  vkeys: string[];
  expect: "ok" | "unverified" | "invalid-signature" | "malformed";
  verified?: string[];
  ignored?: string[];
}

describe("signed notes of other projects", () => {
  const { cases } = outsideJson<{ cases: NoteCase[] }>("notes.json");
  it.each(cases)("$id: $expect", async (one) => {
    const bytes = one.noteHex === undefined ? toUtf8(one.note!) : fromHex(one.noteHex);
    if (one.expect === "malformed") {
      expect(faultOf(() => parseNote(bytes))).toMatch(/^(note-|not-utf8|key-name)/);
      return;
    }
    const { verified, ignored, failed } = await open(bytes, one.vkeys);
    expect(failed.length > 0).toBe(one.expect === "invalid-signature");
    if (one.expect === "unverified") expect(verified).toEqual([]);
    if (one.expect === "ok") expect(verified).toEqual(one.verified);
    if (one.ignored !== undefined) expect(ignored).toEqual(one.ignored);
  });
});

interface CheckpointCase {
  id: string;
  note: string;
  vkeys: string[];
  origin: string;
  size: string;
  rootHash: string;
  extensionLines: string[];
  verified: string[];
  cosignatureTimes: Record<string, number>;
  unknown: string[];
}
interface Vectors {
  cases: CheckpointCase[];
  malformedBodies: { why: string; body: string }[];
  originHashes: { cases: { origin: string; hash: string }[] };
}
const checkpoints = outsideJson<Vectors>("checkpoints.json");

describe("checkpoints of other projects", () => {
  it.each(checkpoints.cases)("$id", async (one) => {
    const { text } = parseNote(toUtf8(one.note));
    const { origin, size, root, extensions } = parseCheckpoint(text);
    expect([origin, String(size), Buffer.from(root).toString("base64"), extensions]).toEqual([
      one.origin,
      one.size,
      one.rootHash,
      one.extensionLines,
    ]);
    const { verified, ignored, times } = await open(toUtf8(one.note), one.vkeys);
    expect(verified).toEqual(one.verified);
    expect(new Set(ignored)).toEqual(new Set(one.unknown));
    expect(times).toEqual(one.cosignatureTimes);
  });

  it.each(checkpoints.cases)("$id: no line survives a change of its text", async ({ note, vkeys, origin, size }) => {
    const changes = [
      note.replace(origin, `${origin.slice(0, -1)}~`),
      note.replace(`\n${size}\n`, `\n${Number(size) + 1}\n`),
      note.replace(/\n(.)(.*=)\n/, (_, first: string, rest: string) => `\n${first === "A" ? "B" : "A"}${rest}\n`),
    ];
    for (const changed of changes) {
      expect(changed).not.toBe(note);
      expect((await open(toUtf8(changed), vkeys)).verified).toEqual([]);
    }
  });

  it.each(checkpoints.malformedBodies)("refuses: $why", ({ body }) => {
    expect(faultOf(() => parseCheckpoint(body))).toMatch(/^checkpoint-/);
  });

  it.each(checkpoints.originHashes.cases)("finds $origin at its witness", ({ origin, hash }) => {
    expect(originHash(origin)).toBe(hash);
  });
});

interface Cosignatures {
  key: { skey: string; vkey01: string; vkey04: string };
  sign: { noteBody: string; time: string; signatureHex: string }[];
  timestampParse: { signatureBase64: string; time?: number; error?: string }[];
}

describe("cosignatures of other projects", () => {
  const { key, sign, timestampParse } = outsideJson<Cosignatures>("cosignatures.json");

  it.each(sign)("signs and verifies at time $time", async ({ noteBody, time, signatureHex }) => {
    const line = cosign(noteBody, parseSkey(key.skey), Number(time));
    expect(hex(line.signature)).toBe(signatureHex);
    expect(await verifyCosignature(noteBody, line, { key: parseVkey(key.vkey04) })).toBe(BigInt(time));
  });

  it.each(timestampParse)("reads the time of $signatureBase64", ({ signatureBase64, time, error }) => {
    const read = (): number => {
      const bytes = fromBase64(signatureBase64);
      return Number(cosignatureTime({ name: "w", id: bytes.slice(0, 4), signature: bytes.slice(4) }));
    };
    if (error === undefined) expect(read()).toBe(time);
    else expect(faultOf(read)).toMatch(/^(cosignature-form|not-base64)$/);
  });

  it("keeps the two kinds of key apart", async () => {
    const [plain, stamped] = [parseVkey(key.vkey01), parseVkey(key.vkey04)];
    const line = cosign(sign[0]!.noteBody, parseSkey(key.skey), 1);
    expect([isKeyOf(plain, line), isKeyOf(stamped, line)]).toEqual([false, true]);
    expect(await verifyCosignature(sign[0]!.noteBody, line, { key: plain })).toBeUndefined();
    expect(await verifyNoteSignature(sign[0]!.noteBody, line, stamped)).toBe(false);
  });
});

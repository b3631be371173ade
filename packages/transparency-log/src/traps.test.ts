import { createPublicKey, verify as verifyInNode } from "node:crypto";
import { Point, verify as nobleVerify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from "./bytes/base64.ts";
import { readDecimal } from "./bytes/decimal.ts";
import { fromUtf8, toUtf8 } from "./bytes/utf8.ts";
import { eventForm } from "./entry/event-form.ts";
import { parseCheckpoint } from "./notes/checkpoint.ts";
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from "./notes/ed25519.ts";
import { formatNote, parseNote, signNote, verifyNoteSignature } from "./notes/signed-note.ts";
import { signingKey, verifierOf } from "./notes/signing-key.ts";
import { faultOf, fromHex } from "./testing/outside.ts";
import { eventEntry } from "./testing/small-log.ts";

function nodeVerify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), publicKey]);
  return verifyInNode(null, message, createPublicKey({ key: spki, format: "der", type: "spki" }), signature);
}

const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes.toReversed()).toString("hex")}`);

function secretOf(seed: Uint8Array): { scalar: bigint } {
  const head = littleEndian(sha512(seed).slice(0, 32));
  const clamped = (((head >> 3n) << 3n) % (1n << 254n)) | (1n << 254n);
  return { scalar: clamped % Point.CURVE().n };
}

describe("base64", () => {
  it("agrees with the platform on what it writes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
        expect([fromBase64(toBase64(bytes)), fromBase64Url(toBase64Url(bytes))]).toEqual([bytes, bytes]);
      }),
    );
  });

  it.each(["AB==", "AAB=", "AA", "AA=", "A===", "AAA-", " AAAA", "AAAA\n", "AA==AAAA", "====", "A\u0000AA", "٣AAA"])(
    "refuses %j, which the platform reads",
    (text) => {
      expect(faultOf(() => fromBase64(text))).toBe("not-base64");
      expect(() => Buffer.from(text, "base64")).not.toThrow();
    },
  );

  it.each(["AB", "A", "AA==", "AA+/"])("refuses %j as the URL form", (text) => {
    expect(faultOf(() => fromBase64Url(text))).toBe("not-base64");
  });
});

describe("UTF-8", () => {
  it("keeps a byte order mark, which was hashed too", () => {
    expect(fromUtf8(fromHex("efbbbf61"))).toBe("\ufeffa");
    expect(faultOf(() => eventForm(new Uint8Array([0xef, 0xbb, 0xbf, ...eventEntry(0)]), 0))).toBe("entry-not-json");
  });

  it.each(["ff", "c080", "eda080", "f8888080", "e282"])("refuses %s", (bytes) => {
    expect(faultOf(() => fromUtf8(fromHex(bytes)))).toBe("not-utf8");
  });
});

describe("numbers", () => {
  it("are exact to 2^53 - 1 and refused beyond", () => {
    expect(readDecimal("9007199254740991")).toBe(2 ** 53 - 1);
    for (const text of ["9007199254740992", "9007199254740993", "1e3", "0x1", "01", "-1", "+1", " 1", "1.0", "", "١"]) {
      expect(
        faultOf(() => readDecimal(text)),
        text,
      ).toBe("not-decimal");
    }
    const root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    expect(faultOf(() => parseCheckpoint(`o\n9007199254740993\n${root}\n`))).toBe("checkpoint-size");
    expect(parseCheckpoint(`o\n4294967297\n${root}\n`).size).toBe(2 ** 32 + 1);
  });
});

/** A page from plain HTTP has no `crypto.subtle`. */
const withoutPlatform = async (...args: Parameters<typeof ed25519Verify>): Promise<boolean> => {
  vi.stubGlobal("crypto", {});
  try {
    return await ed25519Verify(...args);
  } finally {
    vi.unstubAllGlobals();
  }
};

describe.each([
  ["by the platform", ed25519Verify],
  ["in JavaScript", withoutPlatform],
])("Ed25519 %s", (_, verify) => {
  const seed = new Uint8Array(32).fill(5);

  it("refuses what ZIP-215 takes and Node refuses", async () => {
    // R moved by a point of order 8: the equation holds only when multiplied by the cofactor.
    const message = toUtf8("anything");
    const { scalar } = secretOf(seed);
    const torsion = Point.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
    const r = Point.BASE.multiply(7n).add(torsion).toBytes();
    const order = Point.CURVE().n;
    const k = littleEndian(sha512(new Uint8Array([...r, ...ed25519PublicKey(seed), ...message]))) % order;
    const s = Buffer.from(((7n + k * scalar) % order).toString(16).padStart(64, "0"), "hex").toReversed();
    const signature = new Uint8Array([...r, ...s]);
    expect(nobleVerify(signature, message, ed25519PublicKey(seed))).toBe(true);
    expect(nobleVerify(signature, message, ed25519PublicKey(seed), { zip215: false })).toBe(true);
    expect(nodeVerify(signature, message, ed25519PublicKey(seed))).toBe(false);
    expect(await verify(message, signature, ed25519PublicKey(seed))).toBe(false);
  });

  it.each([
    ["of small order", "01".padEnd(64, "0")],
    ["in another spelling", `ee${"ff".repeat(30)}7f`],
    ["that is no point", `02${"00".repeat(31)}`],
  ])("refuses a public key %s", async (_kind, key) => {
    const signature = fromHex(`01${"00".repeat(63)}`);
    expect(await verify(toUtf8("anything"), signature, fromHex(key))).toBe(false);
  });

  it("refuses a signature whose first half is of small order, which Node takes and WebCrypto should not", async () => {
    const message = toUtf8("anything");
    const { scalar } = secretOf(seed);
    const r = fromHex("01".padEnd(64, "0"));
    const k = littleEndian(sha512(new Uint8Array([...r, ...ed25519PublicKey(seed), ...message])));
    const s = Buffer.from(((k * scalar) % Point.CURVE().n).toString(16).padStart(64, "0"), "hex").toReversed();
    const signature = new Uint8Array([...r, ...s]);
    expect(nodeVerify(signature, message, ed25519PublicKey(seed))).toBe(true);
    expect(await verify(message, signature, ed25519PublicKey(seed))).toBe(false);
  });

  it("refuses a second spelling of the same signature", async () => {
    const signature = ed25519Sign(toUtf8("m"), seed);
    const s = littleEndian(signature.slice(32)) + Point.CURVE().n;
    signature.set(Buffer.from(s.toString(16).padStart(64, "0"), "hex").toReversed(), 32);
    expect(await verify(toUtf8("m"), signature, ed25519PublicKey(seed))).toBe(false);
    expect(nodeVerify(signature, toUtf8("m"), ed25519PublicKey(seed))).toBe(false);
  });

  it("agrees with Node on what it signs, and refuses any flipped bit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.nat(511), async (message, bit) => {
        const signature = ed25519Sign(message, seed);
        expect(nodeVerify(signature, message, ed25519PublicKey(seed))).toBe(true);
        expect(await verify(message, signature, ed25519PublicKey(seed))).toBe(true);
        signature[bit >> 3]! ^= 1 << (bit & 7);
        expect(await verify(message, signature, ed25519PublicKey(seed))).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses other lengths without throwing", async () => {
    expect(await verify(new Uint8Array(), new Uint8Array(63), ed25519PublicKey(seed))).toBe(false);
    expect(await verify(new Uint8Array(), new Uint8Array(64), new Uint8Array(31))).toBe(false);
  });
});

describe("a note", () => {
  it("ends its text at the last blank line, however many it holds", async () => {
    const key = signingKey("n", new Uint8Array(32).fill(5));
    const text = "first\n\n\u2014 n AAAAAAAA\n\nlast\n";
    const note = parseNote(formatNote({ text, signatures: [signNote(text, key)] }));
    expect(note.text).toBe(text);
    expect(await verifyNoteSignature(note.text, note.signatures[0]!, verifierOf(key, "ed25519"))).toBe(true);
  });

  it("is read to 64 KiB and not beyond", () => {
    const line = "\u2014 n AAAAAAAAAAAA\n";
    const noteOf = (bytes: number): Uint8Array => toUtf8(`${"x".repeat(bytes - 2 - toUtf8(line).length)}\n\n${line}`);
    expect(parseNote(noteOf(65_536)).signatures).toHaveLength(1);
    expect(faultOf(() => parseNote(noteOf(65_537)))).toBe("note-too-large");
  });

  it.each(["a\u2003b", "a\u00a0b", "a+b", "a\u0085b", ""])("takes no key of the name %j", (name) => {
    expect(faultOf(() => signingKey(name, new Uint8Array(32)))).toBe("key-name");
  });
});

describe("an entry", () => {
  const form = (text: string): string | undefined => faultOf(() => eventForm(toUtf8(text), 0));
  const good = Buffer.from(eventEntry(0)).toString("utf8");

  it("is named by its source and id", () => {
    expect(eventForm(toUtf8(good), 0)).toBe("/log event-0");
  });

  it.each([
    ["a name given twice", good.replace('"id":"event-0"', '"id":"event-0","id":"event-0"'), "entry-not-canonical"],
    ["a space", good.replace(":", ": "), "entry-not-canonical"],
    ["another order", '{"b":1,"a":1}', "entry-not-canonical"],
    ["an escape that is not needed", good.replace("event-0", "\\u0065vent-0"), "entry-not-canonical"],
    ["a minus before zero", '{"a":-0}', "entry-not-canonical"],
    ["a lone surrogate", '{"a":"\\ud800"}', "entry-not-canonical"],
    ["a line end", `${good}\n`, "entry-not-canonical"],
    ["a number that is not exact", '{"a":9007199254740993}', "entry-unsafe-number"],
    ["a broken amount", '{"a":0.1}', "entry-unsafe-number"],
    ["a name not in NFC", '{"A\u030a":1}', "entry-not-normal"],
    ["nesting without end", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, "entry-not-event"],
    ["a list", "[]", "entry-not-event"],
    ["no id", good.replace('"id":"event-0",', ""), "entry-not-event"],
    ["the sequence of another entry", good.replace("000000000000", "000000000001"), "entry-sequence"],
    ["no JSON", "{", "entry-not-json"],
  ])("is refused for %s", (_, text, fault) => {
    expect(form(text)).toBe(fault);
  });
});

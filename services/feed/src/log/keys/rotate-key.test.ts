import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderKeys, type LogKeys, signingAt, vkeyOf } from "./log-keys.ts";
import { type KeyAnnouncements, type KeyRotation, rotateKey } from "./rotate-key.ts";
import { termsAt } from "./terms-at.ts";

const origin = "log.example/log";
const began = new Date("2026-01-01T00:00:00Z");
const now = new Date("2026-11-23T08:00:00Z");
const later = (ms: number): Date => new Date(now.getTime() + ms);
const day = 86_400_000;

let folder = "";
let keys: LogKeys;
/** What was recorded, by the key that it is of: its event is the same one, whoever records it. */
let recorded: Map<string, KeyRotation>;
let announcements: KeyAnnouncements;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "keys ")), "log-keys");
  keys = await folderKeys(folder);
  await keys.begin(origin, began);
  recorded = new Map();
  announcements = {
    all: () => Promise.resolve([...recorded.values()]),
    announce: (rotation) =>
      Promise.resolve(void (recorded.get(rotation.vkey) ?? recorded.set(rotation.vkey, rotation))),
  };
});
afterEach(() => rm(join(folder, ".."), { recursive: true }));

const rotate = (at = now) => rotateKey(keys, announcements, { origin, now: at });
/** Entries as the log has them, from index 10 on. */
const events = { keys: async () => [...recorded.keys()].map((vkey, at) => ({ vkey, index: 10 + at })) };
const signing = async (size: number) => (await termsAt(size, { keys, events })).map(({ number }) => number);
const died = new Error("died");

describe("a rotation", () => {
  it("is recorded with both keys and until when the old one signs, and leaves one file for each key", async () => {
    expect(await rotate()).toEqual({ number: 2, outcome: "announced" });
    const [first] = await keys.terms();
    const next = await keys.prepared();
    expect([...recorded.values()]).toEqual([
      {
        number: 2,
        vkey: next && vkeyOf(next),
        startsAt: now,
        previousVkey: first && vkeyOf(first),
        previousEndsAt: later(90 * day),
      },
    ]);
    expect((await readdir(folder)).toSorted()).toEqual(["0001.key", "0002.prepared"]);
    expect((await stat(join(folder, "0002.prepared"))).mode & 0o777).toBe(0o600);
    expect(await signing(11)).toEqual([1, 2]);
    expect((await readdir(folder)).toSorted()).toEqual(["0001.key", "0002.key"]);
  });

  it("lets the new key sign no tree without its entry, also where another writer has taken it up", async () => {
    await rotate();
    expect(await signing(10)).toEqual([1]);
    expect(await keys.prepared()).not.toBeNull();
    expect(await signing(11)).toEqual([1, 2]);
    expect(await signing(10)).toEqual([1]);
  });

  it("ends the old key's turn after 90 days", async () => {
    await rotate();
    await signing(11);
    const numbers = async (at: Date) => signingAt(await keys.terms(), at).map(({ number }) => number);
    expect(await numbers(later(90 * day - 1))).toEqual([2, 1]);
    expect(await numbers(later(90 * day))).toEqual([2]);
  });

  it("called again makes no further key while one waits for its entry", async () => {
    await rotate();
    expect(await rotate(later(1000))).toEqual({ number: 2, outcome: "waiting" });
    expect(recorded.size).toBe(1);
    await signing(11);
    expect(await rotate(later(2000))).toEqual({ number: 3, outcome: "announced" });
    expect([...recorded.values()][1]?.previousVkey).toBe([...recorded.keys()][0]);
  });
});

describe("a rotation that broke off", () => {
  it("before anything was made is made anew", async () => {
    const broken = { ...keys, prepare: () => Promise.reject(died) };
    await expect(rotateKey(broken, announcements, { origin, now })).rejects.toBe(died);
    expect(await rotate(later(1000))).toEqual({ number: 2, outcome: "announced" });
  });

  it("before it was recorded is finished with the same key and the same words", async () => {
    const broken = { ...announcements, announce: () => Promise.reject(died) };
    await expect(rotateKey(keys, broken, { origin, now })).rejects.toBe(died);
    const made = await keys.prepared();
    expect(await signing(1_000)).toEqual([1]);
    expect(await rotate(later(1000))).toEqual({ number: 2, outcome: "announced" });
    expect([...recorded.values()]).toMatchObject([{ vkey: made && vkeyOf(made), startsAt: now }]);
  });

  it("after it was recorded without having heard of it records nothing more", async () => {
    const broken: KeyAnnouncements = {
      ...announcements,
      announce: async (rotation) => {
        await announcements.announce(rotation);
        throw died;
      },
    };
    await expect(rotateKey(keys, broken, { origin, now })).rejects.toBe(died);
    expect(await rotate(later(1000))).toEqual({ number: 2, outcome: "waiting" });
    expect(recorded.size).toBe(1);
  });

  it("and was forgotten for a day begins anew: its beginning would lie in the past", async () => {
    const broken = { ...announcements, announce: () => Promise.reject(died) };
    await expect(rotateKey(keys, broken, { origin, now })).rejects.toBe(died);
    await rotate(later(day + 1));
    expect([...recorded.values()]).toMatchObject([{ number: 2, startsAt: later(day + 1) }]);
  });

  it("after whose recording the key was lost is followed by another one, of another number", async () => {
    await rotate();
    await keys.discard(2);
    expect(await rotate(later(1000))).toEqual({ number: 3, outcome: "announced" });
    expect(await signing(11)).toEqual([1]);
    expect(await signing(12)).toEqual([1, 3]);
  });

  it("at the same moment as another one makes one key", async () => {
    const outcomes = await Promise.all([rotate(), rotate(), rotate()]);
    expect(new Set(outcomes.map(({ number }) => number))).toEqual(new Set([2]));
    expect(recorded.size).toBe(1);
  });
});

it("keys of a program that recorded none go on signing, and are recorded with the next rotation", async () => {
  await keys.prepare(origin, { number: 2, since: new Date("2026-10-01T00:00:00Z") });
  await keys.activate(2);
  expect(await signing(5)).toEqual([1, 2]);
  await rotate();
  expect([...recorded.values()].map(({ number }) => number)).toEqual([2, 3]);
});

import {
  auditLog,
  CompactRange,
  decodeBundle,
  eventForm,
  leafHash,
  isKeyOf,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVkey,
  tileOfEntry,
  tilePath,
} from "@mingzhang/transparency-log";
import { describe, expect, it } from "vitest";
import { policyOf } from "../keys/key-statement.ts";
import { type LogKeys, vkeyOf } from "../keys/log-keys.ts";
import { type KeyAnnouncements, rotateKey } from "../keys/rotate-key.ts";
import { LogRefusal } from "../log-refusal.ts";
import { Died, dying } from "../testing/dying.ts";
import { memoryKeys } from "../testing/memory-keys.ts";
import { memoryLock } from "../testing/memory-lock.ts";
import { memoryStorage } from "../testing/memory-storage.ts";
import { TestEvents } from "../testing/test-events.ts";
import { grow, LockLost } from "./grow.ts";
import { beginLog, openLog, type LogPlaces } from "./open-log.ts";
import { publish } from "./publish.ts";
import type { Witnesses } from "./witnesses.ts";

const runs = 700;
const restored = 300;
const origin = "log.example/log";
const now = (): Date => new Date("2026-11-23T08:00:00Z");
const noWitness = { witnesses: [], groups: [], quorum: "none" };

type Random = (below: number) => number;

/** Mulberry32: the same histories on every machine. */
function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Everything that outlives a process, and everything that was ever signed. */
function newWorld(random: Random) {
  const places = { storage: memoryStorage(), lock: memoryLock(), keys: memoryKeys() };
  const signed: Uint8Array[] = [];
  const witnesses: Witnesses = ({ note }) => {
    signed.push(note);
    return Promise.resolve({ met: random(8) > 0, note, answers: [] });
  };
  return { places, events: new TestEvents(), signed, witnesses };
}
type World = ReturnType<typeof newWorld>;

/** One life of a writer: begins or opens the log, and takes in events until it is done or dies. */
async function live({ events, witnesses }: World, places: LogPlaces, turns: number): Promise<"done" | LogRefusal> {
  try {
    await beginLog(places, origin, now());
    let open = await openLog(places, events);
    for (let turn = 0; turn < turns; turn += 1) {
      open = await grow(open, { ...places, events, enough: () => false });
      const publishing = {
        ...places,
        events,
        witnesses,
        witnessPolicy: noWitness,
        url: "https://log.example/log",
        now,
      };
      const { met } = await publish(open, publishing);
      if (met) open = { ...open, publishedSize: open.checkpoint.size };
    }
    return "done";
  } catch (error) {
    if (error instanceof LogRefusal) return error;
    if (error instanceof Died || error instanceof LockLost) return "done";
    throw error;
  }
}

/** A rotation that dies somewhere, or does not. */
async function rotate({ events }: World, keys: LogKeys): Promise<"done"> {
  const announcements: KeyAnnouncements = {
    all: async () => (await events.keys()).map(({ vkey }, at) => ({ vkey, number: at + 2 })),
    announce: ({ vkey }) => Promise.resolve(events.announce(vkey)),
  };
  try {
    if ((await keys.terms()).length > 0) await rotateKey(keys, announcements, { origin, now: now() });
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
  return "done";
}

/** Mostly in step with the others; now and then a writer sleeps for as long as another needs to grow and publish. */
const yields = (random: Random) => () => (random(12) === 0 ? random(80) : random(3));

/** Lives that end anywhere, two at a time, with events that come between. */
async function trouble(one: World, random: Random): Promise<readonly LogRefusal[]> {
  const refusals: LogRefusal[] = [];
  // Every sixth log fills its first bundle and tile.
  if (random(6) === 0) one.events.record(245 + random(15));
  for (let round = 1 + random(3); round > 0; round -= 1) {
    one.events.record(random(12));
    const lives: Promise<"done" | LogRefusal>[] = Array.from({ length: 1 + random(2) }, () =>
      live(one, dying(one.places, { at: random(60), after: random(2) === 0, yields: yields(random) }), 1 + random(3)),
    );
    if (random(2) === 0) {
      const fate = { at: random(8), after: random(2) === 0, yields: yields(random) };
      lives.push(rotate(one, dying(one.places, fate).keys));
    }
    one.events.record(random(3));
    for (const outcome of await Promise.all(lives)) if (outcome !== "done") refusals.push(outcome);
  }
  return refusals;
}

/** Entries of the log as its files have them. */
function entriesOf({ places }: World, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(size / 256) }, (_, at) => tileOfEntry("entries", at * 256, size)).flatMap(
    (tile) => decodeBundle(places.storage.files.get(tilePath(tile))!, tile.width),
  );
}

/** All that was signed is a prefix of the one log, whose entries are these. */
function expectOneLog(one: World, entries: readonly Uint8Array[]): void {
  const range = new CompactRange();
  const roots = [Buffer.from(range.root()).toString("hex")];
  for (const entry of entries) {
    range.append(leafHash(entry));
    roots.push(Buffer.from(range.root()).toString("hex"));
  }
  for (const note of one.signed) {
    const { size, root } = openCheckpoint(note).checkpoint;
    expect(Buffer.from(root).toString("hex"), `signed size ${size}`).toBe(roots[size]);
  }
}

/** No key has signed a tree that lacks its entry; answers how many notes further keys have signed. */
async function expectAnnounced({ places, events, signed }: World): Promise<number> {
  const indices = new Map((await events.keys()).map(({ vkey, index }) => [vkey, index]));
  const further = (await places.keys.terms()).slice(1).map(vkeyOf);
  let count = 0;
  for (const note of signed) {
    const { size } = openCheckpoint(note).checkpoint;
    const lines = parseNote(note).signatures;
    for (const vkey of further) {
      if (!lines.some((line) => isKeyOf(parseVkey(vkey), line))) continue;
      count += 1;
      expect(indices.get(vkey), `${vkey} in a tree of ${size}`).toBeLessThan(size);
    }
  }
  return count;
}

async function audited(one: World) {
  const { storage, keys } = one.places;
  const policy = policyOf(await keys.terms(), { now: now(), url: "https://log.example/log", witnesses: noWitness });
  const kept = one.signed.filter((note) => openCheckpoint(note).checkpoint.size > 0);
  return auditLog({ files: storage, policy, entryForm: eventForm, kept, paths: [...storage.files.keys()] });
}

describe(`${runs + restored} histories of writers that die at any step, two at a time`, () => {
  it("leave one log: no fork, no gap, no repeat", { timeout: 60_000 }, async () => {
    let byFurtherKeys = 0;
    for (let seed = 1; seed <= runs; seed += 1) {
      const random = seeded(seed);
      const one = newWorld(random);
      const refusals = await trouble(one, random);
      expect(
        refusals.map(({ message }) => message),
        `seed ${seed}`,
      ).toEqual([]);
      one.witnesses = ({ note }) => Promise.resolve({ met: true, note, answers: [] });
      expect(await live(one, one.places, 1), `seed ${seed}`).toBe("done");
      const shown = openCheckpoint(one.places.storage.files.get("checkpoint")!).checkpoint;
      expect(shown.size, `seed ${seed}`).toBe(one.events.size);
      const entries = entriesOf(one, shown.size);
      expect(Buffer.concat(entries).equals(Buffer.concat(one.events.bytes())), `seed ${seed}`).toBe(true);
      expectOneLog(one, entries);
      byFurtherKeys += await expectAnnounced(one);
      const signing = (await one.places.keys.terms()).map(vkeyOf);
      for (const { vkey } of await one.events.keys()) expect(signing, `seed ${seed}`).toContain(vkey);
      if (seed % 25 === 0) expect((await audited(one)).failed, `seed ${seed}`).toBeUndefined();
    }
    expect(byFurtherKeys).toBeGreaterThan(runs / 10);
  });

  it("stop where an older backup was restored, and what was published stays", { timeout: 60_000 }, async () => {
    const codes = new Map<string, number>();
    for (let seed = 1; seed <= restored; seed += 1) {
      const random = seeded(seed + 1_000_000);
      const one = newWorld(random);
      one.events.record(1 + random(20));
      await trouble(one, random);
      await live(one, one.places, 1);
      const size = parseCheckpoint((await one.places.lock.read())!.checkpoint).size;
      const before = new Map(one.places.storage.files);
      const signedBefore = one.signed.length;
      one.events.restore(random(size));
      one.events.record(random(40), "second");
      const outcomes = await Promise.all([live(one, one.places, 2), live(one, one.places, 2)]);
      for (const outcome of outcomes) {
        expect(outcome, `seed ${seed}`).toBeInstanceOf(LogRefusal);
        const { code } = outcome as LogRefusal;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      expect(one.signed.length).toBe(signedBefore);
      expect([...one.places.storage.files].every(([path, bytes]) => before.get(path) === bytes)).toBe(true);
      expectOneLog(one, entriesOf(one, size));
    }
    expect([...codes.keys()].toSorted()).toEqual(["events-differ", "events-missing"]);
  });
});

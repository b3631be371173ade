import { formatNote, openCheckpoint, parseNote, signingKey, signNote, verifierOf } from "@mingzhang/transparency-log";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copy, emptyPlaces, grown, type MemoryPlaces, mirrorOf, recoverWith } from "../testing/lost-log.ts";
import { memoryKeys } from "../testing/memory-keys.ts";
import { TestEvents } from "../testing/test-events.ts";
import type { RecoveryNeeds } from "./recover-log.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

/** A log as it was published, and the same some entries earlier. */
const keys = memoryKeys();
const size = 256 + 7;
const newest = emptyPlaces(keys);
const older = emptyPlaces(keys);
beforeAll(async () => {
  const events = new TestEvents();
  events.record(size - 3);
  await grown(newest, events);
  older.storage.files.clear();
  for (const [path, bytes] of copy(newest.storage.files)) older.storage.files.set(path, bytes);
  older.lock.held.push(...newest.lock.held);
  events.record(3);
  await grown(newest, events);
});

let events: TestEvents;
let places: MemoryPlaces;
beforeEach(() => {
  events = new TestEvents();
  events.record(size);
  places = emptyPlaces(keys);
});

/** Puts the files and the lock of another log where this one is recovered. */
function put(from: MemoryPlaces, what: "files" | "both" = "both"): void {
  for (const [path, bytes] of copy(from.storage.files)) places.storage.files.set(path, bytes);
  if (what === "both") places.lock.held.push(...from.lock.held);
}

const recover = (more: Partial<RecoveryNeeds> = {}) =>
  recoverWith(places, { events, source: mirrorOf(newest.storage.files), ...more });
const shownSize = () => openCheckpoint(places.storage.files.get("checkpoint")!).checkpoint.size;

/** Refused in both languages, with everything as it was. */
async function refused(recovering: () => Promise<unknown>, words: RegExp): Promise<void> {
  const before = [copy(places.storage.files), [...places.lock.held]];
  const error: unknown = await recovering().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecoveryRefused);
  expect((error as RecoveryRefused).lines.join(" ｜ ")).toMatch(words);
  expect((error as RecoveryRefused).begun).toBe(false);
  expect([places.storage.files, places.lock.held]).toEqual(before);
}

describe("an older copy is not believed", () => {
  it("where the log's own storage has published more than the mirror", async () => {
    put(newest, "files");
    await refused(
      () => recover({ source: mirrorOf(older.storage.files) }),
      /263.*260.* ｜ .*263 entries, more than.*260/,
    );
    expect(shownSize()).toBe(size);
  });

  it("where the lock store is older than what was published", async () => {
    put(older);
    const words = /锁库只记得 260 条.*263 条.*log-lock.* ｜ .*log-lock.*260 entries.*263/;
    await refused(() => recover(), words);
    const { root } = openCheckpoint(newest.storage.files.get("checkpoint")!).checkpoint;
    const others = [{ place: "https://mingzhang.example/log", size, root: Buffer.from(root).toString("hex") }];
    await refused(() => recover({ source: null, others }), words);
  });

  it("where a log that is whole is a fork of what another place has published", async () => {
    put(newest);
    const others = [{ place: "https://mingzhang.example/log", size: 5, root: "00".repeat(32) }];
    await refused(() => recover({ source: null, others }), /前 5 条.* ｜ .*first 5 entries/);
    expect(await recover({ source: null })).toMatchObject({ outcome: "in-order" });
  });

  it("but an older mirror does no harm where the lock store knows more", async () => {
    put(newest);
    places.storage.files.clear();
    expect(await recover({ source: mirrorOf(older.storage.files) })).toMatchObject({
      outcome: "rebuilt",
      checkpoint: { size },
    });
    expect(places.storage.files.has("checkpoint")).toBe(false);
    await grown(places, events);
    expect(shownSize()).toBe(size);
  });
});

describe("a log with its lock store", () => {
  it.each(["tile/entries/000", "tile/0/000", "0.ndjson", "tile/entries/001.p/7", "1.ndjson", "checkpoint"])(
    "is not in order without %s, and gets it back",
    async (path) => {
      put(newest);
      places.storage.files.delete(path);
      expect(await recover()).toMatchObject({ outcome: "rebuilt" });
      expect(places.storage.files.get(path)).toEqual(newest.storage.files.get(path));
      expect(await recover({ source: null })).toMatchObject({ outcome: "in-order", confirmed: true });
    },
  );

  it("shows no page of entries whose checkpoint is held back", async () => {
    put(older, "files");
    places.lock.held.push(...newest.lock.held);
    expect(await recover({ source: null })).toMatchObject({ outcome: "rebuilt", checkpoint: { size } });
    expect([shownSize(), places.storage.files.has("tile/entries/001.p/7")]).toEqual([size - 3, true]);
    expect(places.storage.files.get("1.ndjson")).toEqual(older.storage.files.get("1.ndjson"));
    expect(await recover({ source: null })).toMatchObject({ outcome: "in-order" });
  });

  it("is not in order without its keys", async () => {
    put(newest);
    await refused(() => recover({ source: null, keys: memoryKeys() }), /npm run restore.* ｜ the keys/);
  });

  it("is not in order where its checkpoint was spoilt", async () => {
    put(newest);
    const spoilt = places.storage.files.get("checkpoint")!;
    spoilt[spoilt.length - 30]! ^= 1;
    places.storage.files.set("checkpoint", spoilt.subarray(0, 20));
    await refused(() => recover({ source: null }), /checkpoint.*移.* ｜ .*move/);
  });

  it("is refused where the lock store holds no checkpoint", async () => {
    put(newest);
    places.lock.held.push({ generation: 99, checkpoint: "spoilt" });
    await refused(() => recover(), /锁库.* ｜ .*lock store/);
  });

  it("is refused while the tables are behind the events", async () => {
    put(newest);
    const behind = Object.assign(new TestEvents({ settles: false }));
    behind.record(3);
    await refused(() => recover({ events: behind, source: null }), /npm run rebuild.* ｜ .*npm run rebuild/);
  });
});

describe("a source that is not what it should be", () => {
  it("has a checkpoint with further lines", async () => {
    const files = copy(newest.storage.files);
    const { text } = parseNote(files.get("checkpoint")!);
    const [term] = await keys.terms();
    const longer = `${text}an extension\n`;
    files.set("checkpoint", formatNote({ text: longer, signatures: [signNote(longer, term!.key)] }));
    await refused(() => recover({ source: mirrorOf(files, false) }), /附加行 ｜ .*further lines/);
  });

  it("has no checkpoint, and what to name instead is said", () =>
    refused(() => recover({ source: mirrorOf(new Map()) }), /没有检查点.*\/log.* ｜ .*no checkpoint.*\/log/));

  it("has a line of a witness that does not hold", async () => {
    const files = copy(newest.storage.files);
    const key = verifierOf(signingKey("county.example", new Uint8Array(32).fill(9)), "cosignature");
    const line = `— ${key.name} ${Buffer.concat([key.id, new Uint8Array(72)]).toString("base64")}\n`;
    files.set("checkpoint", Buffer.concat([files.get("checkpoint")!, Buffer.from(line)]));
    const witnessPolicy = { witnesses: [{ name: "county", key, url: "https://w" }], groups: [], quorum: "none" };
    await refused(
      () => recover({ source: mirrorOf(files), witnessPolicy }),
      /不是这份日志完好的副本.* ｜ .*no sound copy/,
    );
  });
});

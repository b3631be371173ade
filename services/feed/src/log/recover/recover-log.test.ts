import { openCheckpoint, VerifiedTiles, rootAt } from "@mingzhang/transparency-log";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  copy,
  emptyPlaces,
  grown,
  mirrorOf,
  nobody,
  origin,
  published,
  recoverWith,
  signs,
  silent,
  url,
} from "../testing/lost-log.ts";
import { memoryKeys } from "../testing/memory-keys.ts";
import { TestEvents } from "../testing/test-events.ts";
import { startLogWriter } from "../writer/log-writer.ts";
import type { Witnesses } from "../writer/witnesses.ts";
import type { RecoveryNeeds } from "./recover-log.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

/** A log of an installation that was lost, with what is left of it: its keys, and a mirror of its files. */
const keys = memoryKeys();
const size = 2 * 256 + 40;
const lost = emptyPlaces(keys);
const lostEvents = new TestEvents();
/** What the mirror held when the log was some entries shorter. */
let stale: Map<string, Uint8Array>;
beforeAll(async () => {
  lostEvents.record(size - 3);
  await grown(lost, lostEvents);
  stale = copy(lost.storage.files);
  lostEvents.record(3);
  await grown(lost, lostEvents);
});

let events: TestEvents;
let places: ReturnType<typeof emptyPlaces>;
beforeEach(() => {
  events = new TestEvents();
  events.record(size);
  places = emptyPlaces(keys);
});

const mirror = (files: ReadonlyMap<string, Uint8Array> = lost.storage.files, whole = true) => mirrorOf(files, whole);
const recover = (more: Partial<RecoveryNeeds> = {}) => recoverWith(places, { events, source: mirror(), ...more });

async function refused(recovering: Promise<unknown>, words: RegExp): Promise<void> {
  const error: unknown = await recovering.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecoveryRefused);
  expect((error as RecoveryRefused).lines.join(" ｜ ")).toMatch(words);
  expect([places.storage.files.size, places.lock.held.length]).toEqual([0, 0]);
}

/** Partial files may go once their full one is there; nobody can tell which of them there were. */
const isWithinFull = (path: string) => /^tile\/(0|entries)\/00[01]\.p\//.test(path);

describe("a log that is lost but for its keys", () => {
  it("is rebuilt byte for byte from the events, bound to what was published last, and goes on from there", async () => {
    expect(await recover()).toMatchObject({ outcome: "rebuilt", confirmed: false, checkpoint: { origin, size } });
    const rebuilt = places.storage.files;
    const wanted = [...lost.storage.files.keys()].filter((path) => !isWithinFull(path));
    for (const path of wanted.filter((one) => one !== "keys" && one !== "policy"))
      expect(rebuilt.get(path), path).toEqual(lost.storage.files.get(path));
    expect(await recover()).toMatchObject({ outcome: "in-order" });

    events.record(5);
    await grown(places, events);
    for (const path of wanted.filter((one) => one !== "checkpoint" && one !== "2.ndjson"))
      expect(rebuilt.get(path), path).toEqual(lost.storage.files.get(path));
    const now = openCheckpoint(rebuilt.get("checkpoint")!).checkpoint;
    const before = openCheckpoint(lost.storage.files.get("checkpoint")!).checkpoint;
    expect(now.size).toBe(size + 5);
    expect(await rootAt(await VerifiedTiles.open(places.storage, now), size)).toEqual(before.root);
  });

  it("can still be verified by whoever holds any checkpoint since its last full bundle", async () => {
    await recover();
    const older = openCheckpoint(stale.get("checkpoint")!).checkpoint;
    expect(older.size).toBe(size - 3);
    const tiles = await VerifiedTiles.open(places.storage, older);
    expect(await rootAt(tiles, older.size)).toEqual(older.root);
    expect(places.storage.files.has(`tile/entries/002.p/${older.size % 256}`)).toBe(true);
  });

  it("is rebuilt from a checkpoint alone as well, and from its lock store alone", async () => {
    expect(await recover({ source: mirror(lost.storage.files, false) })).toMatchObject({ outcome: "rebuilt" });
    expect(places.storage.files.get("tile/0/001")).toEqual(lost.storage.files.get("tile/0/001"));
    places = { ...emptyPlaces(keys), lock: lost.lock };
    expect(await recover({ source: null })).toMatchObject({
      outcome: "rebuilt",
      confirmed: true,
      checkpoint: { size },
    });
    await grown(places, events);
    expect(openCheckpoint(places.storage.files.get("checkpoint")!).checkpoint.size).toBe(size);
  });

  it("is gone on with after a crash on the way", async () => {
    const dying = { ...places.lock, replace: () => Promise.reject(new Error("killed")) };
    await expect(recover({ lock: dying })).rejects.toThrow("killed");
    expect(places.storage.files.has("checkpoint")).toBe(false);
    expect(await recover()).toMatchObject({ outcome: "rebuilt" });
  });
});

describe("nothing is written and no fork is made", () => {
  it("where nothing tells what was published", () => refused(recover({ source: null }), /--published=.*镜像.* ｜ /));

  it("where an older backup was restored", async () => {
    events.restore(size - 1);
    await refused(recover(), /缺少已公布的 1 条.* ｜ .*the 1 last ones are missing/);
  });

  it("where the events are of another record", async () => {
    events.restore(size - 1);
    events.record(1, "second");
    await refused(recover(), /会使日志分叉.* ｜ .*would be a fork/);
  });

  it.each(["tile/entries/001", "tile/0/002.p/40", "checkpoint", "key-history/1"])(
    "where %s of the mirror was changed",
    async (path) => {
      const files = copy(lost.storage.files);
      const bytes = files.get(path)!;
      bytes[path === "tile/entries/001" ? 40 : bytes.length - 10]! ^= 1;
      await refused(recover({ source: mirror(files) }), /请换用另一份镜像 ｜ .*another mirror/);
    },
  );

  it("where the mirror is of another log", async () => {
    const other = emptyPlaces();
    const given = { url, events, witnesses: signs, witnessPolicy: nobody, log: silent, now: () => new Date() };
    const writer = await startLogWriter({ ...other, ...given, origin: "other.example/log" });
    await published(writer, size);
    await refused(recover({ source: mirror(other.storage.files) }), /is no sound copy of this log/);
  });

  it("where another place has published more, or something else", async () => {
    const place = "https://mingzhang.example/log/checkpoint";
    const newest = openCheckpoint(lost.storage.files.get("checkpoint")!).checkpoint;
    const root = Buffer.from(newest.root).toString("hex");
    const source = mirror(stale);
    await refused(recover({ source, others: [{ place, size, root }] }), /has published 552 entries, more than the 549/);
    await refused(recover({ others: [{ place, size: 5, root }] }), /the first 5 entries here are not those/);
  });

  it.each([
    ["ahead", /it has cosigned 552 entries.*换用最后公布的/],
    ["forked", /another log than/],
    ["unreachable", /应答的见证人不足.* ｜ too few witnesses answer/],
  ] as const)("where a witness is %s", async (outcome, words) => {
    const answers = [{ name: "county", outcome, detail: "it has cosigned 552 entries" }];
    const witnesses: Witnesses = ({ note }) => Promise.resolve({ met: false, note, answers });
    const [term] = await keys.terms();
    const witness = { name: "county", key: { name: "county", id: 1, type: 4, publicKey: term!.key.seed }, url };
    const witnessPolicy = { witnesses: [witness as never], groups: [], quorum: "county" };
    await refused(recover({ source: mirror(stale), witnesses, witnessPolicy }), words);
  });

  it("where the keys are not there", () => refused(recover({ keys: memoryKeys() }), /npm run restore.* ｜ the keys/));

  it("and files in the way that hold other bytes are left as they are", async () => {
    places.storage.files.set("tile/0/000", new Uint8Array([1]));
    const error: unknown = await recover().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RecoveryRefused);
    const { lines, begun } = error as RecoveryRefused;
    expect([lines.join(" ｜ "), begun]).toEqual([
      expect.stringMatching(/tile\/0\/000.*再次运行 npm run log -- recover.* ｜ .*run npm run log -- recover again/),
      true,
    ]);
    expect(places.lock.held).toEqual([]);
    expect(places.storage.files.get("tile/0/000")).toEqual(new Uint8Array([1]));
  });
});

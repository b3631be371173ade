import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRecorder, type Outcome, postgresVault, readVaultRows, type Recorder, sweepVault } from "@mingzhang/api";
import {
  type CommandName,
  fromStored,
  type JsonRecord,
  type RawCommand,
  readCommand,
  replay,
  stateHash,
  streamOf,
} from "@mingzhang/domain";
import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import { eventStoreDbStore } from "@mingzhang/event-store/eventstoredb";
import { protocolDouble } from "@mingzhang/event-store/eventstoredb/testing";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { createLog } from "@mingzhang/runtime";
import { formatCheckpoint, formatNote, signingKey, signNote } from "@mingzhang/transparency-log";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baiyuSlug } from "../baiyu-plan.ts";
import { everything } from "../crash-lab/inspect.ts";
import { loadBaiyuPlan } from "../load-plan.ts";
import { examineBackup } from "./examine-backup.ts";
import { type Backup, makeBackup } from "./make-backup.ts";
import { publishedLogs } from "./published-log.ts";
import { type Restored, restoreBackup } from "./restore-backup.ts";
import { openBackup } from "./zip-reader.ts";

const server = new URL(process.env.TEST_DATABASE_URL ?? "");
const origin = "mingzhang.example.org/log";
const databases: string[] = [];
const stores: EventStore[] = [];
let folder = "";

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: server.href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function newDatabase(): Promise<string> {
  const name = `backup_${randomUUID().slice(0, 8)}`;
  await onServer(`create database ${name}`);
  databases.push(name);
  return new URL(`/${name}`, server).href;
}

async function openStore(url: string): Promise<EventStore> {
  const store = await postgresStore({ pool: url });
  stores.push(store);
  return store;
}

function recorderParts(store: EventStore) {
  return { store, readModels: { waitFor: async () => true }, log: createLog("silent"), simulated: false };
}

function recorderOn(store: EventStore): Recorder {
  return createRecorder(recorderParts(store));
}

async function recordOn(recorder: Recorder, name: CommandName, data: JsonRecord): Promise<string> {
  const read = readCommand(name, { occurredOn: "2016-05-05", data });
  if (!read.ok) throw new Error(JSON.stringify(read));
  const request = { slug: baiyuSlug, command: read.command, idempotencyKey: randomUUID(), expectedPosition: null };
  const outcome = await recorder.record({ ...request, actor: "tester" });
  if (outcome.kind !== "recorded") throw new Error(outcome.refusals.map(({ code }) => code).join(", "));
  return outcome.events[0]?.id ?? "";
}

function household(recorder: Recorder, payeeName: string): Promise<string> {
  const data = { project: "crafts", amountFen: "100", payeeName, village: null, purpose: "补助", voucher: "H" };
  return recordOn(recorder, "PayHousehold", { ...data, note: null });
}

async function appropriate(recorder: Recorder, key: string, corrects?: RawCommand["corrects"]): Promise<Outcome> {
  const data = { year: 2016, amountFen: "12345", voucher: key, note: null };
  const read = readCommand("AppropriateFunds", { occurredOn: "2016-05-04", data, ...(corrects ? { corrects } : {}) });
  if (!read.ok) throw new Error(JSON.stringify(read));
  const request = { slug: baiyuSlug, command: read.command, idempotencyKey: key, expectedPosition: null };
  return recorder.record({ ...request, actor: "tester" });
}

async function newFolder(): Promise<string> {
  const made = join(folder, randomUUID().slice(0, 8));
  await mkdir(made);
  return made;
}

/** An installation with some recordings, a correction among them, and files of its own. */
async function installation() {
  const dataDir = await newFolder();
  const url = await newDatabase();
  const store = await openStore(url);
  const recorder = recorderOn(store);
  await loadBaiyuPlan(recorder);
  const first = await appropriate(recorder, "first");
  if (first.kind !== "recorded") throw new Error("not recorded");
  await appropriate(recorder, "second", { event: first.events[0]?.id ?? "", reason: "写错了凭证号" });
  await writeFile(join(dataDir, "write-token"), "a-token-of-the-installation\n");
  await writeFile(join(dataDir, "postgresql-password"), "not to be kept\n");
  await mkdir(join(dataDir, "log-keys"));
  await writeFile(join(dataDir, "log-keys", "0001.key"), "since …\n");
  await mkdir(join(dataDir, "log-lock"));
  await mkdir(join(dataDir, "evidence", "a"), { recursive: true });
  await writeFile(join(dataDir, "evidence", "a", "照片.jpg"), Buffer.alloc(300_000, 7));
  return { dataDir, url, store, recorder };
}

type Installation = Awaited<ReturnType<typeof installation>>;

async function backUp({
  store,
  dataDir,
  vault = noRows(),
}: Pick<Installation, "store" | "dataDir"> & { vault?: AsyncIterable<string> }): Promise<Backup & { file: string }> {
  const file = join(folder, `${randomUUID()}.zip`);
  const silent = { engine: "postgresql", published: null, onProgress: () => undefined } as const;
  return { file, ...(await makeBackup({ store, dataDir, vault, file, ...silent })) };
}

async function* noRows(): AsyncGenerator<string> {
  yield* [];
}

interface Target {
  readonly url: string;
  readonly dataDir: string;
}

async function emptyTarget(): Promise<Target> {
  return { url: await newDatabase(), dataDir: await newFolder() };
}

async function restoreInto(
  file: string,
  { url, dataDir }: Target,
  given: { override?: boolean; asked?: string } = {},
): Promise<Restored> {
  const backup = await openBackup(file);
  try {
    return await restoreBackup({
      backup,
      dataDir,
      published: await publishedLogs({ dataDir, asked: given.asked ?? null, publicUrl: null }),
      override: given.override ?? false,
      targetExists: true,
      openDatabase: async () => url,
      now: new Date(),
    });
  } finally {
    backup.close();
  }
}

/** A log in the data folder whose published checkpoint has this size and root. */
async function publish(dataDir: string, size: number, rootHex: string): Promise<Uint8Array> {
  const text = formatCheckpoint({ origin, size, root: new Uint8Array(Buffer.from(rootHex, "hex")) });
  const note = formatNote({ text, signatures: [signNote(text, signingKey(origin, new Uint8Array(32).fill(3)))] });
  await mkdir(join(dataDir, "log"), { recursive: true });
  await writeFile(join(dataDir, "log", "checkpoint"), note);
  return note;
}

/** Every byte that the table of events holds, as the server's own text. */
async function tableText(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ row: string }>(
    "select e::text as row from event_store.events e order by position",
  );
  await client.end();
  return rows.map(({ row }) => row).join("\n");
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingzhang backup 备份 "));
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  for (const name of databases) await onServer(`drop database if exists ${name} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

describe("a restore into an empty installation", () => {
  it("gives the same bytes in the table, the same files, and the same hash of every plan", async () => {
    const one = await installation();
    const { file, manifest } = await backUp(one);
    const target = await emptyTarget();
    expect(await restoreInto(file, target)).toEqual({ keptSchema: null, keptFolder: null, overridden: [] });
    expect(await tableText(target.url)).toBe(await tableText(one.url));
    expect(manifest.parts.map(({ name }) => name)).toEqual([
      "events/000000.ndjson",
      "files/evidence/a/照片.jpg",
      "files/log-keys/0001.key",
      "files/write-token",
    ]);
    expect((await readdir(target.dataDir)).toSorted()).toEqual(["evidence", "log-keys", "write-token"]);
    expect(await readFile(join(target.dataDir, "write-token"), "utf8")).toBe("a-token-of-the-installation\n");
    expect((await stat(join(target.dataDir, "log-keys", "0001.key"))).mode & 0o777).toBe(0o600);
    const events = (await (await openStore(target.url)).readStream(streamOf(baiyuSlug))).map((each) =>
      fromStored(each),
    );
    const { view } = replay(events, manifest) ?? {};
    expect(manifest.plans).toMatchObject([{ slug: baiyuSlug, events: 34, stateHash: view && stateHash(view) }]);
  });

  it("goes on as the first one would have: keys are known, and what comes is later and follows", async () => {
    const one = await installation();
    const { file, manifest } = await backUp(one);
    const target = await emptyTarget();
    await restoreInto(file, target);
    const store = await openStore(target.url);
    const recorder = recorderOn(store);
    expect(await appropriate(recorder, "first")).toMatchObject({ kind: "recorded", repeated: true });
    await appropriate(recorder, "third");
    const last = await store.readLast(streamOf(baiyuSlug));
    expect(last).toMatchObject({ revision: 34, position: BigInt(manifest.lastPosition) + 1n });
    expect((last?.recordedAt ?? "") > manifest.settledAt).toBe(true);
  });

  it("takes the clock with it: nothing is recorded before what the first one has promised", async () => {
    const one = await installation();
    const { settledAt } = await one.store.head();
    const { file } = await backUp(one);
    const target = await emptyTarget();
    await restoreInto(file, target);
    expect((await (await openStore(target.url)).head()).settledAt >= settledAt).toBe(true);
  });
});

describe("the vault", () => {
  it("comes back with what was withheld, and what was erased stays erased", async () => {
    const one = await installation();
    const vault = await postgresVault({ connection: one.url });
    const recorder = createRecorder({ ...recorderParts(one.store), vault });
    const release = { project: "crafts", amountFen: "5000", voucher: "R", note: null };
    await recordOn(recorder, "ReleaseFunds", release);
    const [kept, gone] = [await household(recorder, "仁青卓玛"), await household(recorder, "扎西")];
    await recordOn(recorder, "EraseDisclosure", { event: gone, name: "payeeName", basis: "本人申请" });
    const { file, manifest } = await backUp({ ...one, vault: readVaultRows(one.url) });
    expect([manifest.format, manifest.parts.map(({ name }) => name).includes("vault.ndjson")]).toEqual([2, true]);
    const target = await emptyTarget();
    await restoreInto(file, target);
    const restored = await postgresVault({ connection: target.url });
    expect(await restored.read(kept)).toEqual(await vault.read(kept));
    expect(await restored.read(kept)).toMatchObject([{ value: "仁青卓玛" }]);
    expect(await restored.read(gone)).toMatchObject([{ value: null, disclosure: null }]);
    const store = await openStore(target.url);
    expect(await sweepVault(restored, createRecorder(recorderParts(store)), -1)).toBe(0);
    expect(await restored.unbound(-1)).toEqual([]);
    await Promise.all([vault.close(), restored.close()]);
  });
});

describe("a backup of events in EventStoreDB", () => {
  it("is restored onto PostgreSQL with the positions and instants that readers of EventStoreDB saw", async () => {
    const double = await protocolDouble();
    const store = await eventStoreDbStore({ connectionString: double.url });
    try {
      const recorder = recorderOn(store);
      await loadBaiyuPlan(recorder);
      await appropriate(recorder, "first");
      const { file, manifest } = await backUp({ store, dataDir: await newFolder() });
      const target = await emptyTarget();
      await restoreInto(file, target);
      expect(await everything(await openStore(target.url))).toEqual(await everything(store));
      expect(manifest.events).toBe(33);
    } finally {
      await store.close();
      await double.close();
    }
  });
});

describe("a backup beside writers", () => {
  it("holds the store up to one position, whole", async () => {
    const one = await installation();
    const stopping = new AbortController();
    const writing = Array.from({ length: 8 }, async (_, writer) => {
      for (let number = 0; !stopping.signal.aborted; number += 1)
        await appropriate(one.recorder, `w${writer}-${number}`);
    });
    const backups = [await backUp(one), await backUp(one)];
    stopping.abort();
    await Promise.all(writing);
    const all = await everything(one.store);
    for (const { file, manifest } of backups) {
      const target = await emptyTarget();
      await restoreInto(file, target);
      const held = await everything(await openStore(target.url));
      expect(held).toEqual(all.filter(({ position }) => position <= BigInt(manifest.lastPosition)));
    }
    expect(all.length).toBeGreaterThan(backups[1]?.manifest.events ?? 0);
  });
});

describe("a damaged backup", () => {
  let file = "";
  let bytes = Buffer.alloc(0);
  let target: Target;

  beforeAll(async () => {
    ({ file } = await backUp(await installation()));
    bytes = await readFile(file);
    target = await emptyTarget();
  });

  async function refusal(changed: Uint8Array): Promise<string> {
    const copy = join(folder, `${randomUUID()}.zip`);
    await writeFile(copy, changed);
    try {
      const backup = await openBackup(copy);
      await examineBackup(backup, [], () => undefined).finally(() => backup.close());
      return "whole";
    } catch (error) {
      return (error as Error).message;
    }
  }

  it.each(["events/000000.ndjson", "files/evidence/a/照片.jpg", "files/write-token", "manifest.json"])(
    "is refused where a byte of %s is another, and the part is named",
    async (name) => {
      // Its packed bytes begin behind its name in the local header.
      const at = bytes.indexOf(Buffer.from(name)) + Buffer.byteLength(name) + 6;
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[at] ?? 0) ^ 0x10, at);
      expect(await refusal(changed)).toContain(`the backup is damaged or cut off: ${name}`);
    },
  );

  it("is refused wherever a byte is another, but where zip keeps dates and the like, which nobody reads", async () => {
    const said: string[] = [];
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[at] ?? 0) ^ 0x01, at);
      said.push(await refusal(changed));
    }
    for (const words of said) expect(words).toMatch(/^whole$|damaged or cut off|is no backup/);
    expect(said.filter((words) => words === "whole").length).toBeLessThan(said.length / 10);
  });

  it.each([0, 1, 30, 0.5, 0.99])("is refused where it ends early: %d", async (share) => {
    const copy = join(folder, `${randomUUID()}.zip`);
    await writeFile(copy, bytes);
    await truncate(copy, share >= 1 || share === 0 ? share : Math.floor(bytes.length * share));
    await expect(restoreInto(copy, target)).rejects.toThrow(/damaged or cut off: table of contents|is no backup/);
  });

  it("has changed nothing", async () => {
    expect(await readdir(target.dataDir)).toEqual([]);
    expect(await restoreInto(file, target)).toMatchObject({ overridden: [] });
  });
});

describe("what is no backup, or of another time", () => {
  it("is refused with a sentence", async () => {
    const file = join(folder, "notes.txt");
    await writeFile(file, "hello");
    await expect(openBackup(file)).rejects.toThrow("is no backup of Mingzhang");
    await expect(openBackup(join(folder, "nowhere.zip"))).rejects.toThrow("cannot be read (ENOENT)");
    await expect(openBackup(folder)).rejects.toThrow("cannot be read (EISDIR)");
  });
});

describe("the published log", () => {
  let one: Installation;
  let older: Awaited<ReturnType<typeof backUp>>;
  let newer: Awaited<ReturnType<typeof backUp>>;

  beforeAll(async () => {
    one = await installation();
    older = await backUp(one);
    await appropriate(one.recorder, "later");
    newer = await backUp(one);
  });

  it("refuses a backup that is older than what it shows, and nothing is changed", async () => {
    const target = await emptyTarget();
    await publish(target.dataDir, newer.manifest.log.size, newer.manifest.log.root);
    const restoring = restoreInto(older.file, target);
    await expect(restoring).rejects.toThrow(
      /published 35 entries and the backup holds 34: the 1 last ones would be gone/,
    );
    await expect(restoring).rejects.toThrow(/nothing was changed. With --override[^]*never set back/);
    expect(await readdir(target.dataDir)).toEqual(["log"]);
    expect(await restoreInto(newer.file, target)).toMatchObject({ overridden: [] });
  });

  it("takes a backup that is newer, and refuses one of another record", async () => {
    const target = await emptyTarget();
    await publish(target.dataDir, older.manifest.log.size, older.manifest.log.root);
    expect(await restoreInto(newer.file, target)).toMatchObject({ overridden: [] });
    const other = await emptyTarget();
    await publish(other.dataDir, 30, older.manifest.log.root);
    await expect(restoreInto(newer.file, other)).rejects.toThrow("the backup: it is of another record");
  });

  it("is asked for at an address too, which has to answer", async () => {
    const note = await publish(await newFolder(), newer.manifest.log.size, newer.manifest.log.root);
    const http = createServer((request, answer) => {
      if (request.url === "/log/checkpoint") answer.end(note);
      else answer.writeHead(404).end("nothing here");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => http.once("listening", resolve));
    const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}/log`;
    const target = await emptyTarget();
    await expect(restoreInto(older.file, target, { asked: `${address}/checkpoint` })).rejects.toThrow("35 entries");
    await expect(restoreInto(older.file, target, { asked: `${address}/other` })).rejects.toThrow("HTTP 404");
    expect(await restoreInto(newer.file, target, { asked: `${address}/checkpoint` })).toMatchObject({ overridden: [] });
    http.close();
  });

  it("stands in what was signed last as well, though nobody may have seen it yet", async () => {
    const target = await emptyTarget();
    const { size, root } = newer.manifest.log;
    await mkdir(join(target.dataDir, "log-lock"));
    const text = formatCheckpoint({ origin, size, root: new Uint8Array(Buffer.from(root, "hex")) });
    await writeFile(join(target.dataDir, "log-lock", "000000000007"), text);
    await expect(restoreInto(older.file, target)).rejects.toThrow(/log-lock.000000000007 has published 35 entries/);
  });

  it("is left as it is where it is overridden", async () => {
    const target = await emptyTarget();
    const note = await publish(target.dataDir, newer.manifest.log.size, newer.manifest.log.root);
    const { overridden } = await restoreInto(older.file, target, { override: true });
    expect(overridden).toHaveLength(1);
    expect(await readFile(join(target.dataDir, "log", "checkpoint"))).toEqual(Buffer.from(note));
    expect(await tableText(target.url)).toBe((await tableText(one.url)).split("\n").slice(0, 34).join("\n"));
  });
});

describe("an installation that holds something", () => {
  it("is not touched without an override, and with one everything is kept beside", async () => {
    const [one, other] = [await installation(), await installation()];
    const { file } = await backUp(one);
    const target = { url: other.url, dataDir: other.dataDir };
    await writeFile(join(other.dataDir, "write-token"), "another-token\n");
    await appropriate(other.recorder, "only here");
    const before = await tableText(other.url);
    await expect(restoreInto(file, target, { override: true })).rejects.toThrow(
      "a running Mingzhang uses the database",
    );
    await other.store.close();
    const refused = restoreInto(file, target);
    await expect(refused).rejects.toThrow(/files with other content: write-token[^]*holds 35 events already/);
    await expect(refused).rejects.toThrow(/nothing was changed. With --override[^]*nothing is deleted$/);
    expect(await tableText(other.url)).toBe(before);
    expect(await readFile(join(other.dataDir, "write-token"), "utf8")).toBe("another-token\n");
    const { keptSchema, keptFolder } = await restoreInto(file, target, { override: true });
    expect(await tableText(other.url)).toBe(await tableText(one.url));
    expect(await readFile(join(other.dataDir, keptFolder ?? "", "write-token"), "utf8")).toBe("another-token\n");
    const client = new Client({ connectionString: other.url });
    await client.connect();
    const kept = await client.query<{ count: string }>(`select count(*) from ${keptSchema}.events`);
    await client.end();
    expect(kept.rows).toEqual([{ count: "35" }]);
  });
});

describe("a load that fails", () => {
  it("leaves the database as it was", async () => {
    const one = await installation();
    const { file } = await backUp(one);
    const target = await emptyTarget();
    const backup = await openBackup(file);
    const failing = { ...backup, read: failsTheSecondTime(backup.read) };
    const needs = { backup: failing, dataDir: target.dataDir, published: [], override: false, targetExists: true };
    const restoring = restoreBackup({ ...needs, openDatabase: async () => target.url, now: new Date() });
    await expect(restoring).rejects.toThrow("the disk is gone");
    backup.close();
    expect(await everything(await openStore(target.url))).toEqual([] as StoredEvent[]);
  });
});

type Read = Awaited<ReturnType<typeof openBackup>>["read"];

/** Events are read once for examining and once for loading. */
function failsTheSecondTime(read: Read): Read {
  let times = 0;
  return async function* reading(part) {
    if (part.name.startsWith("events/")) times += 1;
    yield* read(part);
    if (times === 2) throw new Error("the disk is gone");
  };
}

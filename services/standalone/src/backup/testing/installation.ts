import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRecorder, type Outcome, type Recorder } from "@mingzhang/api";
import { type CommandName, type JsonRecord, type RawCommand, readCommand } from "@mingzhang/domain";
import type { EventStore } from "@mingzhang/event-store";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { createLog } from "@mingzhang/runtime";
import { formatCheckpoint, formatNote, signingKey, signNote } from "@mingzhang/transparency-log";
import { Client } from "pg";
import { baiyuSlug } from "../../baiyu-plan.ts";
import { loadBaiyuPlan } from "../../load-plan.ts";
import { type Backup, makeBackup } from "../make-backup.ts";
import { publishedLogs } from "../published-log.ts";
import { type Restored, restoreBackup } from "../restore-backup.ts";
import { openBackup } from "../zip-reader.ts";

const server = new URL(process.env.TEST_DATABASE_URL ?? "");
export const origin = "mingzhang.example.org/log";
const databases: string[] = [];
const stores: EventStore[] = [];
let folder = "";

/** A folder for what a test needs on disk, with a blank and Chinese in its name; before the first test. */
export async function openScratch(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "mingzhang backup 备份 "));
}

/** Everything that was opened here; after the last test. */
export async function removeScratch(): Promise<void> {
  await Promise.all(stores.map((store) => store.close()));
  for (const name of databases) await onServer(`drop database if exists ${name} with (force)`);
  await rm(folder, { recursive: true, force: true });
}

/** A path in the folder of these tests; the folder itself where no name is given. */
export function scratch(name = ""): string {
  return join(folder, name);
}

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

export async function openStore(url: string): Promise<EventStore> {
  const store = await postgresStore({ pool: url });
  stores.push(store);
  return store;
}

export function recorderParts(store: EventStore) {
  return { store, readModels: { waitFor: async () => true }, log: createLog("silent"), simulated: false };
}

export function recorderOn(store: EventStore): Recorder {
  return createRecorder(recorderParts(store));
}

export async function recordOn(recorder: Recorder, name: CommandName, data: JsonRecord): Promise<string> {
  const read = readCommand(name, { occurredOn: "2016-05-05", data });
  if (!read.ok) throw new Error(JSON.stringify(read));
  const request = { slug: baiyuSlug, command: read.command, idempotencyKey: randomUUID(), expectedPosition: null };
  const outcome = await recorder.record({ ...request, actor: "tester" });
  if (outcome.kind !== "recorded") throw new Error(outcome.refusals.map(({ code }) => code).join(", "));
  return outcome.events[0]?.id ?? "";
}

export function household(recorder: Recorder, payeeName: string): Promise<string> {
  const data = { project: "crafts", amountFen: "100", payeeName, village: null, purpose: "补助", voucher: "H" };
  return recordOn(recorder, "PayHousehold", { ...data, note: null });
}

export async function appropriate(
  recorder: Recorder,
  key: string,
  corrects?: RawCommand["corrects"],
): Promise<Outcome> {
  const data = { year: 2016, amountFen: "12345", voucher: key, note: null };
  const read = readCommand("AppropriateFunds", { occurredOn: "2016-05-04", data, ...(corrects ? { corrects } : {}) });
  if (!read.ok) throw new Error(JSON.stringify(read));
  const request = { slug: baiyuSlug, command: read.command, idempotencyKey: key, expectedPosition: null };
  return recorder.record({ ...request, actor: "tester" });
}

export async function newFolder(): Promise<string> {
  const made = join(folder, randomUUID().slice(0, 8));
  await mkdir(made);
  return made;
}

/** An installation with some recordings, a correction among them, and files of its own. */
export async function installation() {
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

export type Installation = Awaited<ReturnType<typeof installation>>;

export async function backUp({
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

export interface Target {
  readonly url: string;
  readonly dataDir: string;
}

export async function emptyTarget(): Promise<Target> {
  return { url: await newDatabase(), dataDir: await newFolder() };
}

export async function restoreInto(
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
export async function publish(dataDir: string, size: number, rootHex: string): Promise<Uint8Array> {
  const text = formatCheckpoint({ origin, size, root: new Uint8Array(Buffer.from(rootHex, "hex")) });
  const note = formatNote({ text, signatures: [signNote(text, signingKey(origin, new Uint8Array(32).fill(3)))] });
  await mkdir(join(dataDir, "log"), { recursive: true });
  await writeFile(join(dataDir, "log", "checkpoint"), note);
  return note;
}

/** Every byte that the table of events holds, as the server's own text. */
export async function tableText(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ row: string }>(
    "select e::text as row from event_store.events e order by position",
  );
  await client.end();
  return rows.map(({ row }) => row).join("\n");
}

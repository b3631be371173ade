import { link, open, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { dayOfInstant } from "@mingzhang/domain";
import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import { eventLine } from "./event-line.ts";
import { filePrefix, keptFiles, readKept } from "./kept-files.ts";
import {
  backupFormat,
  formatWithoutVault,
  type Manifest,
  manifestHashName,
  manifestName,
  manifestText,
  type Part,
  type PlanRecord,
  vaultName,
} from "./manifest.ts";
import { planHash } from "./plan-hashes.ts";
import { hashOf } from "./sha256.ts";
import { StoreCheck } from "./store-check.ts";
import { ZipWriter } from "./zip-writer.ts";

export interface BackupNeeds {
  readonly store: Pick<EventStore, "head" | "readAll" | "readStream">;
  readonly engine: Manifest["engine"];
  /** The rows of the vault as lines. Read after the events: a value is kept before its event is recorded. */
  readonly vault?: AsyncIterable<string>;
  readonly dataDir: string;
  /** The note that the public log shows now; null where there is none. */
  readonly published: string | null;
  /** Where the backup goes; the path must be free. */
  readonly file: string;
  readonly onProgress: (done: number, all: number) => void;
}

export interface Backup {
  readonly manifest: Manifest;
  readonly bytes: number;
}

const batchSize = 2_000;
/** A damaged backup is told by the part: this many events are read again at most to find out where. */
const eventsPerPart = 50_000;

/**
 * Writes everything that an installation cannot make again into one file. What is recorded meanwhile is not in it: it
 * holds the store up to one position, whole. The file appears under its name when it is complete and on the disk.
 */
export async function makeBackup(needs: BackupNeeds): Promise<Backup> {
  const draft = `${needs.file}.unfinished`;
  await rm(draft, { force: true });
  const zip = new ZipWriter(draft);
  try {
    const manifest = await writeParts(zip, needs);
    const bytes = await zip.end();
    // A link, unlike a renaming, never takes the place of a file that came meanwhile.
    await link(draft, needs.file);
    await syncFolder(dirname(needs.file));
    return { manifest, bytes };
  } catch (error) {
    await zip.abandon();
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeParts(zip: ZipWriter, needs: BackupNeeds): Promise<Manifest> {
  const { store, engine, dataDir, published } = needs;
  const head = await store.head();
  const check = new StoreCheck();
  const parts = [
    ...(await writeEvents(zip, needs, { check, until: head.position })),
    ...(await writeVault(zip, needs)),
    ...(await writeFiles(zip, dataDir)),
  ];
  const pair = { asOf: dayOfInstant(head.settledAt), knownAt: head.settledAt };
  const plans: PlanRecord[] = [];
  for (const plan of check.plans) {
    plans.push({ ...plan, slug: plan.stream.replace(/^plan-/, ""), stateHash: await planHash(store, plan, pair) });
  }
  const { size } = check.head;
  const manifest: Manifest = {
    product: "mingzhang",
    format: parts.some(({ name }) => name === vaultName) ? backupFormat : formatWithoutVault,
    madeAt: new Date().toISOString(),
    engine,
    events: size,
    lastPosition: String(check.position),
    lastRecordedAt: check.recordedAt,
    settledAt: head.settledAt,
    ...pair,
    plans: plans.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
    log: { ...check.head, published },
    parts,
  };
  const text = Buffer.from(manifestText(manifest));
  await zip.add(manifestName, [text]);
  await zip.add(manifestHashName, [Buffer.from(`${hashOf(text)}  ${manifestName}\n`)]);
  return manifest;
}

async function writeEvents(
  zip: ZipWriter,
  { store, onProgress }: BackupNeeds,
  { check, until }: { check: StoreCheck; until: bigint },
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  let ended = until === 0n;
  async function* lines() {
    for (let count = 0; count < eventsPerPart && !ended;) {
      const batch = await store.readAll({ after: check.position, limit: batchSize });
      const wanted = batch.filter(({ position }) => position <= until);
      for (const event of wanted) check.add(event);
      count += wanted.length;
      ended = check.position === until;
      if (!ended && wanted.length === 0) throw new Error(`the store ends at ${check.position}, before ${until}`);
      yield Buffer.from(wanted.map(lineOf).join(""));
      onProgress(Number(check.position), Number(until));
    }
  }
  while (!ended) parts.push(await zip.add(`events/${String(parts.length).padStart(6, "0")}.ndjson`, lines()));
  return parts;
}

function lineOf(event: StoredEvent): string {
  return `${eventLine(event)}\n`;
}

async function writeVault(zip: ZipWriter, { vault }: BackupNeeds): Promise<readonly Part[]> {
  const lines = vault?.[Symbol.asyncIterator]();
  const first = await lines?.next();
  if (!lines || first?.done !== false) return [];
  async function* bytes(line: string) {
    yield Buffer.from(line);
    for (let next = await lines?.next(); next?.done === false; next = await lines?.next())
      yield Buffer.from(next.value);
  }
  return [await zip.add(vaultName, bytes(first.value))];
}

async function writeFiles(zip: ZipWriter, dataDir: string): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const path of await keptFiles(dataDir)) {
    const content = await readKept(dataDir, path);
    if (content) parts.push(await zip.add(filePrefix + path, content));
  }
  return parts;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** Whether a path is taken. */
export async function isTaken(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

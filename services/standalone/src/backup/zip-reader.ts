import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { OperatorError } from "@mingzhang/runtime";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { damaged, RestoreRefused } from "./restore-refused.ts";
import { backupFormat, formatOf, type Manifest, manifestHashName, manifestName, type Part } from "./manifest.ts";
import { hashOf } from "./sha256.ts";

const largestManifest = 256 * 1024 * 1024;

/** A backup that is open for reading: its manifest is whole, of a form that is known, and names what is there. */
export interface OpenBackup {
  readonly manifest: Manifest;
  /** A part's bytes; throws at the end where they are not those that were written. */
  read(part: Part): AsyncIterable<Buffer>;
  close(): void;
}

/** Opens a backup. Throws `RestoreRefused` where it is none, is cut off, or is of a newer form. */
export async function openBackup(file: string): Promise<OpenBackup> {
  const zip = await openZip(file);
  try {
    const entries = await entriesOf(zip);
    const manifest = await readManifest(zip, entries);
    for (const { name } of manifest.parts) {
      if (!entries.has(name)) throw damaged(name, "missing");
    }
    return {
      manifest,
      read: (part) => readChecked(zip, entries.get(part.name), part),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openZip(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { lazyEntries: true, autoClose: false });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined) throw unreadable(file, code);
    if (await startsAsZip(file)) throw damaged("table of contents", message);
    throw noBackup(file);
  }
}

/** A cut-off archive still begins as one; what does not was never a backup. */
async function startsAsZip(file: string): Promise<boolean> {
  const handle = await open(file);
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
  return buffer.toString("latin1", 0, bytesRead) === "PK";
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    throw damaged("table of contents", (error as Error).message);
  }
  return entries;
}

async function readManifest(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Manifest> {
  const [found, hash] = [entries.get(manifestName), entries.get(manifestHashName)];
  if (!found || !hash) throw damaged(manifestName, "missing");
  const text = await wholeText(zip, found);
  const format = formatOf(text);
  if (format !== null && format > backupFormat) throw newer(format);
  const said = (await wholeText(zip, hash)).split(" ")[0];
  if (said !== hashOf(Buffer.from(text)) || format === null) throw damaged(manifestName, "SHA-256");
  return JSON.parse(text) as Manifest;
}

async function wholeText(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > largestManifest) throw damaged(entry.fileName, "size");
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(zip, entry)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function* readChecked(zip: ZipFile, entry: Entry | undefined, part: Part): AsyncGenerator<Buffer> {
  if (!entry) throw damaged(part.name, "missing");
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of chunksOf(zip, entry)) {
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  if (bytes !== part.bytes || hash.digest("hex") !== part.sha256) throw damaged(part.name, "SHA-256");
}

async function* chunksOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let stream: Readable;
  try {
    stream = await zip.openReadStreamPromise(entry);
  } catch (error) {
    throw damaged(entry.fileName, (error as Error).message);
  }
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      // What the consumer throws is none of ours: only the reading is guarded.
      const next = await chunks.next().catch((error: unknown) => {
        throw damaged(entry.fileName, (error as Error).message);
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    stream.destroy();
  }
}

function newer(format: number): RestoreRefused {
  return new RestoreRefused([
    `备份格式为 ${format}，本程序最多认识 ${backupFormat}：请用制作该备份的版本或更新的版本恢复`,
    `the backup is of format ${format} and this program knows up to ${backupFormat}: restore it with the version ` +
      "that made it or a newer one",
  ]);
}

function noBackup(file: string): RestoreRefused {
  return new RestoreRefused([`${file} 不是明账的备份`, `${file} is no backup of Mingzhang`]);
}

function unreadable(file: string, code: string): OperatorError {
  return new OperatorError([
    `无法读取 ${file}（${code}）：请核对文件名和权限`,
    `${file} cannot be read (${code}): check its name and rights`,
  ]);
}

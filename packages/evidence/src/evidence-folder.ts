import { createHash } from "node:crypto";
import { readFile, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { cleanPicture, isPicture } from "./clean-picture.ts";
import {
  type EvidenceContent,
  type EvidenceFault,
  type EvidenceFiles,
  evidenceMediaTypes,
  evidenceWidths,
  type EvidenceWidth,
  type Held,
  isSha256,
  type Kept,
  mostEvidenceBytes,
} from "./evidence-files.ts";
import { examineDocument } from "./examine-document.ts";
import { type Cleaned, fileFault } from "./examined.ts";
import { type HeldRecord, readRecord, recordText } from "./held-record.ts";
import { mediaTypeOf } from "./media-type.ts";
import { writeWhole } from "./write-whole.ts";

/** Bytes that uploads leave on the disk: the database lies on the same one, and stops where it has none. */
const usualRoom = 512n * 1024n * 1024n;

/**
 * Evidence in the folder `evidence` of a data folder:
 *
 * - `originals/<aa>/<sha256>` what was uploaded, and beside it (`.json`) what was made of it;
 * - `public/<aa>/<sha256>` (`.480.webp`, `.960.webp`) what may be published;
 * - `held/<aa>/<sha256>.json` the facts of a public form, written last: what has none is not held.
 */
export function evidenceFolder(dataDir: string, { leastRoom = usualRoom } = {}): EvidenceFiles {
  const places = placesIn(dataDir);
  const room = (upload: Uint8Array) => roomFault(dataDir, leastRoom + 2n * BigInt(upload.length));
  const waiting = { turn: Promise.resolve() };
  const files: EvidenceFiles = {
    keep: (upload, mediaType) => inTurn(waiting, () => keep(places, { upload, mediaType, room })),
    async held(sha256) {
      if (!isSha256(sha256)) return null;
      const record = await recordAt(places.held(sha256));
      return record && (await wholeForm(places, record.held)) ? record.held : null;
    },
    open: (sha256, width) => openForm(places, sha256, width),
    async remove(sha256) {
      if (!isSha256(sha256)) return;
      const forms = evidenceWidths.map((width) => places.smaller(sha256, width));
      for (const path of [places.held(sha256), ...forms, places.published(sha256)]) await rm(path, { force: true });
    },
  };
  return files;
}

type Places = ReturnType<typeof placesIn>;

function placesIn(dataDir: string) {
  const root = join(dataDir, "evidence");
  const at = (kind: string, sha256: string, end = "") => join(root, kind, sha256.slice(0, 2), `${sha256}${end}`);
  return {
    // Outside of the folder that a backup takes along.
    drafts: join(dataDir, "evidence-drafts"),
    original: (sha256: string) => at("originals", sha256),
    madeOf: (original: string) => at("originals", original, ".json"),
    published: (sha256: string) => at("public", sha256),
    smaller: (sha256: string, width: EvidenceWidth) => at("public", sha256, `.${width}.webp`),
    held: (sha256: string) => at("held", sha256, ".json"),
  };
}

/** One upload after the other: each may need the memory of a whole picture. */
function inTurn<T>(waiting: { turn: Promise<unknown> }, work: () => Promise<T>): Promise<T> {
  const done = waiting.turn.then(work);
  waiting.turn = done.catch(() => undefined);
  return done;
}

interface Upload {
  readonly upload: Uint8Array;
  /** What the sender says that it is. */
  readonly mediaType: string | null;
  /** The fault that there is no room for it on the disk. */
  readonly room: (upload: Uint8Array) => Promise<EvidenceFault | null>;
}

async function keep(places: Places, { upload, mediaType: named, room }: Upload): Promise<Kept | EvidenceFault> {
  if (upload.length === 0) return fileFault("empty-file", "0");
  if (upload.length > mostEvidenceBytes) {
    return fileFault("file-too-large", `${upload.length}`, `${mostEvidenceBytes}`);
  }
  const mediaType = mediaTypeOf(upload);
  if (mediaType === null) return fileFault("not-a-supported-file", named ?? "", evidenceMediaTypes.join(", "));
  if (named !== null && named !== mediaType) {
    return { fault: "media-type-differs", field: "mediaType", value: named, limit: mediaType };
  }
  const original = hashOf(upload);
  const before = await madeBefore(places, original);
  if (before) return { held: before };
  const full = await room(upload);
  if (full) return full;
  const cleaned = isPicture(mediaType) ? await cleanPicture(upload, mediaType) : examineDocument(upload);
  if ("fault" in cleaned) return cleaned;
  const { content, width, height } = cleaned;
  if (content.length > mostEvidenceBytes) {
    return fileFault("file-too-large", `${content.length}`, `${mostEvidenceBytes}`);
  }
  const held = { sha256: hashOf(content), mediaType, bytes: content.length, width, height, original };
  await write(places, { upload, cleaned, held });
  return { held };
}

/** What was made of the same upload before, if all of it is there. */
async function madeBefore(places: Places, original: string): Promise<Held | null> {
  const made = await recordAt(places.madeOf(original));
  const listed = made && (await recordAt(places.held(made.held.sha256)));
  if (!made || !listed || !(await wholeForm(places, made.held))) return null;
  for (const width of smallerThan(made.held)) if (!(await smallerForm(places, listed, width))) return null;
  return made.held;
}

function smallerThan({ width }: Held): readonly EvidenceWidth[] {
  return evidenceWidths.filter((each) => width !== null && each < width);
}

interface Made {
  readonly upload: Uint8Array;
  readonly cleaned: Cleaned;
  readonly held: Held;
}

/** What names another file is written after it: wherever this ends, the same upload again completes it. */
async function write(places: Places, { upload, cleaned, held }: Made): Promise<void> {
  const put = (path: string, content: Uint8Array) => writeWhole(path, content, places.drafts);
  const { sha256, original } = held;
  await put(places.original(original), upload);
  for (const width of evidenceWidths) {
    const form = cleaned.smaller.get(width);
    if (form) await put(places.smaller(sha256, width), form);
  }
  await put(places.published(sha256), cleaned.content);
  const smaller = new Map([...cleaned.smaller].map(([width, form]) => [width, hashOf(form)]));
  const record = (of: Held) => Buffer.from(recordText({ held: of, smaller }));
  // Two uploads may be the same picture with other metadata: the first one stays the original.
  await put(places.held(sha256), record((await recordAt(places.held(sha256)))?.held ?? held));
  await put(places.madeOf(original), record(held));
}

async function roomFault(dataDir: string, needed: bigint): Promise<EvidenceFault | null> {
  const { bavail, bsize } = await statfs(dataDir, { bigint: true });
  return bavail * bsize < needed ? fileFault("no-room", `${bavail * bsize}`, `${needed}`) : null;
}

async function openForm(places: Places, sha256: string, width?: EvidenceWidth): Promise<EvidenceContent | null> {
  if (!isSha256(sha256)) return null;
  const record = await recordAt(places.held(sha256));
  if (record === null) return null;
  const small = width === undefined ? null : await smallerForm(places, record, width);
  if (small) return { mediaType: "image/webp", content: small };
  const content = await wholeForm(places, record.held);
  return content && { mediaType: record.held.mediaType, content };
}

/** A smaller form, where it is what was made; where it is not, the public form stands for it. */
async function smallerForm(
  places: Places,
  { held, smaller }: HeldRecord,
  width: EvidenceWidth,
): Promise<Uint8Array | null> {
  const digest = smaller.get(width);
  const content = digest === undefined ? null : await bytesAt(places.smaller(held.sha256, width));
  return content !== null && hashOf(content) === digest ? content : null;
}

/** The public form, where it is what its name says. A disk that has changed it is found out here. */
async function wholeForm(places: Places, { sha256 }: Held): Promise<Uint8Array | null> {
  const content = await bytesAt(places.published(sha256));
  return content !== null && hashOf(content) === sha256 ? content : null;
}

function hashOf(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

async function bytesAt(path: string): Promise<Uint8Array | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

async function recordAt(path: string): Promise<HeldRecord | null> {
  const bytes = await bytesAt(path);
  return bytes && readRecord(Buffer.from(bytes).toString("utf8"), path);
}

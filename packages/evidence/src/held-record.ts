import { evidenceMediaTypes, type Held, isSha256 } from "./evidence-files.ts";

/** What is written down of a file that is held. */
export interface HeldRecord {
  readonly held: Held;
  /** SHA-256 of the smaller forms by their widths. */
  readonly smaller: ReadonlyMap<number, string>;
}

export function recordText({ held, smaller }: HeldRecord): string {
  return `${JSON.stringify({ ...held, smaller: Object.fromEntries(smaller) }, null, 2)}\n`;
}

/** Reads what `recordText` wrote. Throws where it is anything else: nothing is said of a file by guessing. */
export function readRecord(text: string, path: string): HeldRecord {
  const record = JSON.parse(text) as Partial<Record<keyof Held | "smaller", unknown>>;
  const { sha256, bytes, width, height, original } = record;
  const mediaType = evidenceMediaTypes.find((each) => each === record.mediaType);
  const named = typeof sha256 === "string" && isSha256(sha256) && typeof original === "string" && isSha256(original);
  if (!named || mediaType === undefined || !isCount(bytes)) throw new Error(`not a record of evidence: ${path}`);
  if (mediaType === "application/pdf") {
    return { held: { sha256, mediaType, bytes, width: null, height: null, original }, smaller: new Map() };
  }
  if (!isCount(width) || !isCount(height)) throw new Error(`not a record of a picture: ${path}`);
  return { held: { sha256, mediaType, bytes, width, height, original }, smaller: digestsIn(record.smaller) };
}

/** Forms without a digest are none: the picture itself stands for them. */
function digestsIn(value: unknown): ReadonlyMap<number, string> {
  const found = Object.entries(typeof value === "object" && value !== null ? value : {});
  return new Map(found.flatMap(([width, digest]) => (typeof digest === "string" ? [[Number(width), digest]] : [])));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

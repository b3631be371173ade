import { evidenceMediaTypes, type Held, isSha256 } from "./evidence-files.ts";

export function heldText(held: Held): string {
  return `${JSON.stringify(held, null, 2)}\n`;
}

/** Reads what `heldText` wrote. Throws where it is anything else: nothing is said of a file by guessing. */
export function readHeld(text: string, path: string): Held {
  const record = JSON.parse(text) as Partial<Record<keyof Held, unknown>>;
  const { sha256, bytes, width, height, original } = record;
  const mediaType = evidenceMediaTypes.find((each) => each === record.mediaType);
  const named = typeof sha256 === "string" && isSha256(sha256) && typeof original === "string" && isSha256(original);
  if (!named || mediaType === undefined || !isCount(bytes)) throw new Error(`not a record of evidence: ${path}`);
  if (mediaType === "application/pdf") return { sha256, mediaType, bytes, width: null, height: null, original };
  if (!isCount(width) || !isCount(height)) throw new Error(`not a record of a picture: ${path}`);
  return { sha256, mediaType, bytes, width, height, original };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

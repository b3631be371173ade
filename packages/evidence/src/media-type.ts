import type { EvidenceMediaType } from "./evidence-files.ts";

/** What a file is by its first bytes, whatever it is called; null for anything that is not kept as evidence. */
export function mediaTypeOf(file: Uint8Array): EvidenceMediaType | null {
  const starts = (bytes: readonly number[], at = 0) => bytes.every((byte, index) => file[at + index] === byte);
  if (starts([0xff, 0xd8, 0xff])) return "image/jpeg";
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (starts(ascii("RIFF")) && starts(ascii("WEBP"), 8)) return "image/webp";
  // A reader of PDF looks for its mark further on too; then something else stands before it.
  if (starts(ascii("%PDF-"))) return "application/pdf";
  return null;
}

function ascii(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

import { inflateSync } from "node:zlib";
import type { EvidenceFault } from "./evidence-files.ts";
import { type Cleaned, fileFault } from "./examined.ts";

/** What all parts of a document may have when they are unpacked. */
const mostUnpacked = 256 * 1024 * 1024;

/** Names by which a document carries people, tools of attack or other files, and what they are called to the reader. */
const forbidden: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Author", /\/(Author|Manager|Company|SourceModified|LastModifiedBy|Keywords|Subject)\b/],
  ["XMP", /\/Metadata\b|<x:xmpmeta|<\?xpacket|adobe:ns:meta/],
  ["EXIF", /Exif\0\0/],
  ["PieceInfo", /\/PieceInfo\b/],
  ["JavaScript", /\/(JavaScript|JS|Launch|SubmitForm|ImportData|XFA|RichMedia)\b/],
  ["EmbeddedFile", /\/(EmbeddedFiles?|FileAttachment)\b/],
  ["Encrypt", /\/Encrypt\b/],
  ["comments", /\/Subtype\s*\/(Text|FreeText|Popup|Highlight|Underline|Squiggly|StrikeOut|Stamp|Ink|Caret)\b/],
];

/** Ways of packing behind which there can be names that this cannot read. What is packed as a picture is no text. */
const pictures = /^\/(DCTDecode|CCITTFaxDecode|JBIG2Decode|JPXDecode)$/;

/**
 * A PDF is published as it was uploaded, or not at all: nothing but a rewriting of the whole document would take out
 * all that can hide in one. So it is read through, packed parts too, and refused where it carries what is not for
 * readers, or what cannot be read.
 */
export function examineDocument(upload: Uint8Array): Cleaned | EvidenceFault {
  const text = Buffer.from(upload).toString("latin1");
  const end = text.lastIndexOf("%%EOF");
  if (end < 0) return fileFault("damaged-file", "application/pdf");
  if (!/^%%EOF\s*$/.test(text.slice(end))) return fileFault("document-not-clean", "bytes after %%EOF");
  const parts = unpacked(text);
  if ("fault" in parts) return parts;
  for (const part of parts.texts) {
    const named = plain(part);
    const found = forbidden.find(([, pattern]) => pattern.test(named));
    if (found) return fileFault("document-not-clean", found[0]);
  }
  return { content: upload, width: null, height: null, smaller: new Map() };
}

/** A letter of a name may be written by its number: /Auth#6fr. */
function plain(text: string): string {
  return text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The document, and each of its packed parts. */
function unpacked(text: string): { readonly texts: readonly string[] } | EvidenceFault {
  const texts = [text];
  let room = mostUnpacked;
  // Readers are lenient about what stands between the word and the packed part, so this is too.
  for (const { 0: word, index } of text.matchAll(/(?<!end)stream[\s\0]+/g)) {
    const filters = filtersBefore(text, index);
    if (filters === null) return fileFault("document-unreadable", "Filter");
    const [filter, ...more] = filters;
    if (filter === undefined || (more.length === 0 && pictures.test(filter))) continue;
    const readable = filter === "/FlateDecode" && more.every((each) => pictures.test(each));
    if (!readable) return fileFault("document-unreadable", filters.join(" "));
    const part = inflated(text, index + word.length, room);
    if (part === null) return fileFault("document-unreadable", filter);
    room -= part.length;
    texts.push(part);
  }
  return { texts };
}

/** How the stream is packed that begins at `index`, by the dictionary before it; null where that cannot be told. */
function filtersBefore(text: string, index: number): readonly string[] | null {
  const begins = text.lastIndexOf(" obj", index);
  if (begins < 0) return null;
  const dictionary = plain(text.slice(begins, index));
  const named = [...dictionary.matchAll(/\/Filter\s*(\[[^\]]*\]|\/[A-Za-z0-9]+)?/g)];
  if (named.length === 0) return [];
  const [only] = named;
  if (named.length > 1 || only?.[1] === undefined) return null;
  return only[1].match(/\/[A-Za-z0-9]+/g) ?? [];
}

function inflated(text: string, from: number, room: number): string | null {
  const ends = text.indexOf("endstream", from);
  if (ends < 0 || room <= 0) return null;
  try {
    const packed = Buffer.from(text.slice(from, ends), "latin1");
    return inflateSync(packed, { maxOutputLength: room }).toString("latin1");
  } catch {
    return null;
  }
}

import { inflateSync } from "node:zlib";
import type { EvidenceFault } from "./evidence-files.ts";
import { type Cleaned, fileFault } from "./examined.ts";

/** What all parts of a document may have when they are unpacked. */
const mostUnpacked = 256 * 1024 * 1024;

/**
 * Letters that may be looked at to find the packed parts, for each of the document. A part is looked at once; only one
 * that is made to hold us up has parts in parts in parts.
 */
const mostLooks = 4;

/** Names by which a document carries people, tools of attack or other files, and what they are called to the reader. */
const forbidden: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Author", /\/(Author|Manager|Company|SourceModified|LastModifiedBy|Keywords|Subject)\b/],
  ["XMP", /\/Metadata\b|<x:xmpmeta|<\?xpacket|adobe:ns:meta/],
  ["EXIF", /Exif\0\0/],
  ["IPTC", /8BIM(\p{Cc})\1/u],
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
  if (hasEarlierVersions(text)) return fileFault("document-not-clean", "earlier versions");
  const parts = unpacked(text);
  if ("fault" in parts) return parts;
  for (const part of parts.texts) {
    const named = plain(part);
    const found = forbidden.find(([, pattern]) => pattern.test(named));
    if (found) return fileFault("document-not-clean", found[0]);
  }
  return { content: upload, width: null, height: null, smaller: new Map() };
}

/**
 * A change may be written behind what it changes, which then stays in the file, with all that was struck out. A
 * document for the web has two ends too: that of its first page, and its own.
 */
function hasEarlierVersions(text: string): boolean {
  const ends = [...text.matchAll(/%%EOF/g)].map(({ index }) => index);
  const [first = 0, second] = ends;
  const version = text.slice(0, first).includes("/Linearized") ? second : first;
  return version !== undefined && /\d\s+obj\b/.test(text.slice(version));
}

/** A letter of a name may be written by its number: /Auth#6fr. */
function plain(text: string): string {
  return text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The document, and each of its packed parts. */
function unpacked(text: string): { readonly texts: readonly string[] } | EvidenceFault {
  const texts = [text];
  let room = mostUnpacked;
  let looks = mostLooks * text.length;
  // Readers are lenient about what stands between the word and the packed part, so this is too.
  for (const { 0: word, index } of text.matchAll(/(?<!end)stream[\s\0]+/g)) {
    const dictionary = dictionaryBefore(text, index);
    looks -= dictionary.length;
    if (looks < 0) return fileFault("document-unreadable", "stream");
    const filters = filtersIn(dictionary);
    if (filters === null) return fileFault("document-unreadable", "Filter");
    const [filter, ...more] = filters;
    if (filter === undefined || (more.length === 0 && pictures.test(filter))) continue;
    const readable = filter === "/FlateDecode" && more.every((each) => pictures.test(each));
    if (!readable) return fileFault("document-unreadable", filters.join(" "));
    // Names of which only the differences are written down cannot be looked for.
    if (["/ObjStm", "/DecodeParms"].every((name) => plain(dictionary).includes(name))) {
      return fileFault("document-unreadable", "DecodeParms");
    }
    const from = index + word.length;
    const ends = text.indexOf("endstream", from);
    looks -= Math.max(0, ends - from);
    if (looks < 0) return fileFault("document-unreadable", "stream");
    const part = ends < 0 ? null : inflated(text.slice(from, ends), room);
    if (part === null) return fileFault("document-unreadable", filter);
    room -= part.length;
    texts.push(part);
  }
  return { texts };
}

/** What is said of the stream that begins at `index`; all that stands before it where no object begins. */
function dictionaryBefore(text: string, index: number): string {
  return text.slice(Math.max(0, text.lastIndexOf(" obj", index)), index);
}

/** How a stream is packed; null where that cannot be told. */
function filtersIn(dictionary: string): readonly string[] | null {
  if (!dictionary.startsWith(" obj")) return null;
  const named = [...plain(dictionary).matchAll(/\/Filter\s*(\[[^\][]*\]|\/[A-Za-z0-9]+)?/g)];
  if (named.length === 0) return [];
  const [only] = named;
  if (named.length > 1 || only?.[1] === undefined) return null;
  return only[1].match(/\/[A-Za-z0-9]+/g) ?? [];
}

function inflated(packed: string, room: number): string | null {
  if (room <= 0) return null;
  try {
    return inflateSync(Buffer.from(packed, "latin1"), { maxOutputLength: room }).toString("latin1");
  } catch {
    return null;
  }
}

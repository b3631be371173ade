import { concatBytes } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { fromUtf8, toUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import { ed25519Sign, ed25519Verify } from "./ed25519.ts";
import { checkKeyName, keyTypes, type NoteKey } from "./note-key.ts";
import { type SigningKey, verifierOf } from "./signing-key.ts";

/** No note is read beyond these: a page that is fed without end must not fill a reader's memory. */
export const maximalNoteBytes = 65_536;
const maximalSignatures = 100;

/** One signature line: whose it says it is, and the bytes after the key id. */
export interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

/** A note as read: its text with the final newline, and its lines, none of them verified. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/**
 * Reads a C2SP signed note. Throws `note-too-large`, `not-utf8`, `note-control-character`, `note-without-signatures`,
 * `note-too-many-signatures` or `note-signature-line`.
 */
export function parseNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > maximalNoteBytes) throw new LogFault("note-too-large", String(bytes.length));
  const note = fromUtf8(bytes);
  if (hasControl(note)) throw new LogFault("note-control-character");
  // The text may hold empty lines itself: the last one is the border.
  const border = note.lastIndexOf("\n\n");
  if (border < 0) throw new LogFault("note-without-signatures");
  return { text: note.slice(0, border + 1), signatures: parseSignatures(note.slice(border + 2)) };
}

/** Reads signature lines alone, as a witness answers with them; at least one. */
export function parseSignatures(text: string): NoteSignature[] {
  if (text === "") throw new LogFault("note-without-signatures");
  if (!text.endsWith("\n")) throw new LogFault("note-signature-line", "1");
  const lines = text.slice(0, -1).split("\n");
  if (lines.length > maximalSignatures) throw new LogFault("note-too-many-signatures", String(lines.length));
  return lines.map((line, at) => parseLine(line, at + 1));
}

/** `— name base64(id || signature)` with its newline. */
export function formatSignature({ name, id, signature }: NoteSignature): string {
  checkKeyName(name);
  return `\u2014 ${name} ${toBase64(concatBytes(id, signature))}\n`;
}

/** A note as it is served: text, blank line, signature lines in the order given. */
export function formatNote({ text, signatures }: SignedNote): Uint8Array {
  if (!text.endsWith("\n")) throw new LogFault("note-signature-line", "text");
  return toUtf8(`${text}\n${signatures.map(formatSignature).join("")}`);
}

/** Signs a note's text with a plain Ed25519 key (0x01). Deterministic: the same text gives the same line. */
export function signNote(text: string, key: SigningKey): NoteSignature {
  const { name, id } = verifierOf(key, "ed25519");
  return { name, id, signature: ed25519Sign(toUtf8(text), key.seed) };
}

/** Whether a plain Ed25519 line (0x01) signs the text. Name and id are the caller's to match. */
export async function verifyNoteSignature(text: string, line: NoteSignature, key: NoteKey): Promise<boolean> {
  return key.type === keyTypes.ed25519 && (await ed25519Verify(toUtf8(text), line.signature, key.publicKey));
}

function parseLine(line: string, number: number): NoteSignature {
  const parts = line.split(" ");
  const [dash, name = "", encoded = ""] = parts;
  if (parts.length !== 3 || dash !== "\u2014") throw new LogFault("note-signature-line", String(number));
  const bytes = decoded(encoded, number);
  checkKeyName(name);
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

function decoded(encoded: string, number: number): Uint8Array {
  try {
    const bytes = fromBase64(encoded);
    if (bytes.length > 4) return bytes;
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
  }
  throw new LogFault("note-signature-line", String(number));
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 && unit !== 0x0a) return true;
  }
  return false;
}

/** What may be kept: what a browser shows by itself, and what is cleaned or found clean before anybody else sees it. */
export const evidenceMediaTypes = ["image/jpeg", "image/png", "image/webp", "application/pdf"] as const;

export type EvidenceMediaType = (typeof evidenceMediaTypes)[number];

/** 20 MiB, for an upload as for what is made of it. */
export const mostEvidenceBytes = 20 * 1024 * 1024;

/** Widths in pixels of the smaller forms that are made of every picture, as WebP. */
export const evidenceWidths = [480, 960] as const;

export type EvidenceWidth = (typeof evidenceWidths)[number];

/** A file that is held: its facts are those of the form that may be published, not of what was uploaded. */
export interface Held {
  /** SHA-256 of the public form, 64 lower-case hexadecimal digits: the name of the evidence. */
  readonly sha256: string;
  readonly mediaType: EvidenceMediaType;
  readonly bytes: number;
  /** Pixels as shown; null for a document. */
  readonly width: number | null;
  readonly height: number | null;
  /** SHA-256 of what was uploaded, for staff and auditors alone: it may be of a file that names people and places. */
  readonly original: string;
}

export interface Kept {
  readonly held: Held;
}

export const evidenceFaultCodes = [
  "empty-file",
  "file-too-large",
  "not-a-supported-file",
  "media-type-differs",
  "damaged-file",
  "animated-picture",
  "picture-too-large",
  "picture-too-small",
  "document-not-clean",
  "document-unreadable",
  "no-room",
] as const;

export type EvidenceFaultCode = (typeof evidenceFaultCodes)[number];

/** Why an upload is not taken. Texts for readers are made of it where they are read. */
export interface EvidenceFault {
  readonly fault: EvidenceFaultCode;
  /** `file` or `mediaType`. */
  readonly field: "file" | "mediaType";
  /** What was found, in short: a size, a type, the name of what has to go. */
  readonly value: string;
  /** What would have been taken, where there is a bound. */
  readonly limit: string | null;
}

/** The bytes of one public form. */
export interface EvidenceContent {
  readonly mediaType: EvidenceMediaType;
  readonly content: Uint8Array;
}

/** The port of what keeps files of evidence. Outages of the disk are errors. */
export interface EvidenceFiles {
  /** Checks, cleans and keeps an upload. The same file twice has the same answer. */
  keep(upload: Uint8Array, mediaType: string | null): Promise<Kept | EvidenceFault>;
  /** The facts of a public form that is on the disk, whole; null where it is not, also after `remove`. */
  held(sha256: string): Promise<Held | null>;
  /** The public form, or the one of a width (the public form itself where that is narrower or no picture). */
  open(sha256: string, width?: EvidenceWidth): Promise<EvidenceContent | null>;
  /** Takes the public forms from the disk; what was uploaded stays for auditors. Does nothing where there are none. */
  remove(sha256: string): Promise<void>;
}

/** 64 lower-case hexadecimal digits. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

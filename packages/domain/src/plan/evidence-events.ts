import { z } from "zod";
import { declare } from "../event/declaration.ts";
import { code, localText, pub, sha256, staff, text } from "../event/fields.ts";

export const evidenceKinds = ["photo", "document", "voucher"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What evidence may be published as: forms that every browser shows by itself. */
export const evidenceMediaTypes = ["image/jpeg", "image/png", "image/webp", "application/pdf"] as const;
export type EvidenceMediaType = (typeof evidenceMediaTypes)[number];

const maxBytes = 20 * 1024 * 1024;
const pixels = z.int().min(1).max(100_000);
const note = staff(text.nullable());

export const evidenceAttached = declare("EvidenceAttached", {
  project: pub(code),
  milestone: pub(code.nullable()),
  kind: pub(z.enum(evidenceKinds)),
  /** Of the file as it is published: its name, and what it is checked against. */
  sha256: pub(sha256),
  mediaType: pub(z.enum(evidenceMediaTypes)),
  bytes: pub(z.int().min(1).max(maxBytes)),
  /** Pixels as shown; null of what is no image. */
  width: pub(pixels.nullable()),
  height: pub(pixels.nullable()),
  caption: pub(localText),
  /** Of what was uploaded, before its metadata was taken out; null where nothing was changed. */
  original: staff(sha256.nullable()),
  note,
});

/** The file is neither shown nor served any more. That there was one, its digest and why it went stay. */
export const evidenceWithdrawn = declare("EvidenceWithdrawn", {
  project: pub(code),
  sha256: pub(sha256),
  reason: pub(text),
  note,
});

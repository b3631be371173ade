import type { Catalog } from "@mingzhang/ui";
import type { EvidenceMessageId } from "./evidence-zh-cn.ts";

export const evidenceEn: Catalog<EvidenceMessageId> = {
  "evidence.title": "Photos and documents",
  "evidence.lead":
    "Each has the fingerprint (SHA-256) of its content for a name: change one pixel, and it no longer matches the " +
    "public log. Those who record provide the photos; what a camera adds, such as the place, was taken out before.",
  "evidence.none": "No photo or document has been published by then.",
  "evidence.atMilestone": "Milestone: ",
  "evidence.documents": "Documents",
  "evidence.kind.photo": "photo",
  "evidence.kind.document": "document",
  "evidence.kind.voucher": "voucher",
  "evidence.full": "Open at full size ({width}×{height}, {size})",
  "evidence.document": "PDF, {size}",
  "evidence.fingerprint": "Fingerprint",
  "evidence.withdrawn": "Withdrawn",
  "evidence.gone": "A {kind} of {day} was withdrawn on {on} and is not shown any more. The reason: ",
  "evidence.count":
    "{count, plural, one {# photo or document stands} other {# photos and documents stand}} on the projects' pages.",
  "evidence.simulated": "This is simulated data: what the pictures show did not happen.",
  "glossary.evidence": "Evidence",
  "glossary.evidence.is":
    "A photo, a document or a scanned voucher, recorded in the public log by its fingerprint (SHA-256). It shows " +
    "what was put forward at the time, not that what it shows is true. One that was withdrawn is not shown any more; " +
    "its fingerprint and the reason stay.",
  "trouble.evidence-withdrawn.title": "This file was withdrawn",
  "trouble.evidence-withdrawn.help":
    "It is not shown any more. That it was there, its fingerprint and why it went stay in the public log.",
};

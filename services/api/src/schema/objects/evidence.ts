import type { EvidenceView } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { EvidenceKindEnum } from "../enums/evidence-kind.ts";
import { localField } from "../local-text.ts";
import { EvidenceWithdrawal } from "./evidence-withdrawal.ts";

export const Evidence = builder.objectRef<EvidenceView>("Evidence");

builder.objectType(Evidence, {
  description: "A photo, document or voucher of a project, held by the SHA-256 of the file as it is published.",
  fields: (t) => ({
    sha256: t.exposeString("sha256", { audience: "public", description: "64 lower-case hexadecimal digits." }),
    kind: t.expose("kind", { type: EvidenceKindEnum, audience: "public", description: "What it is." }),
    mediaType: t.exposeString("mediaType", { audience: "public", description: "For instance image/jpeg." }),
    bytes: t.exposeInt("bytes", { audience: "public", description: "Size of the file." }),
    width: t.exposeInt("width", {
      nullable: true,
      audience: "public",
      description: "Pixels as shown; null of what is no image.",
    }),
    height: t.exposeInt("height", {
      nullable: true,
      audience: "public",
      description: "Pixels as shown; null of what is no image.",
    }),
    caption: localField(t, "What it shows.", ({ caption }) => caption),
    milestone: t.exposeString("milestone", {
      nullable: true,
      audience: "public",
      description: "Code of the milestone that it shows; null where it shows none in particular.",
    }),
    occurredOn: t.expose("occurredOn", {
      type: "Date",
      audience: "public",
      description: "Day of the photo or of the document.",
    }),
    url: t.string({
      nullable: true,
      audience: "public",
      description:
        "Where the file is served from, also with ?width=480 or 960; null once it is withdrawn. " +
        "Of a day before its withdrawal it is named, and answers 410 by now.",
      resolve: ({ sha256, withdrawn }) => (withdrawn ? null : `/evidence/${sha256}`),
    }),
    withdrawn: t.field({
      type: EvidenceWithdrawal,
      nullable: true,
      audience: "public",
      description: "Since when and why it is no longer shown; null as long as it is.",
      resolve: ({ withdrawn }) => withdrawn,
    }),
  }),
});

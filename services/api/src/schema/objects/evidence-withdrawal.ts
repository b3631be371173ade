import type { EvidenceView } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const EvidenceWithdrawal = builder.objectRef<NonNullable<EvidenceView["withdrawn"]>>("EvidenceWithdrawal");

builder.objectType(EvidenceWithdrawal, {
  description: "Evidence was taken down: its file is neither shown nor served, its record stays.",
  fields: (t) => ({
    on: t.expose("on", { type: "Date", audience: "public", description: "Day on which it was taken down." }),
    reason: t.exposeString("reason", { audience: "public", description: "Why." }),
  }),
});

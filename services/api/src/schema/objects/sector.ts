import type { SectorView } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { localField } from "../local-text.ts";
import { Money, money } from "./money.ts";
import { YearAmount } from "./year-amount.ts";

export const Sector = builder.objectRef<SectorView>("Sector");

builder.objectType(Sector, {
  description: "A field of assistance that projects belong to.",
  fields: (t) => ({
    code: t.exposeString("code", { audience: "public", description: "Stable name within the plan." }),
    name: localField(t, "Name of the sector.", ({ name }) => name),
    allocated: t.field({
      type: Money,
      audience: "public",
      description: "Sum over the sector's projects and all years.",
      resolve: ({ allocatedFen }) => money(allocatedFen),
    }),
    sharePercent: t.expose("sharePercent", {
      type: "Decimal",
      audience: "public",
      description: "Share of the plan's total, two decimals.",
    }),
    years: t.field({
      type: [YearAmount],
      audience: "public",
      description: "Sums by fiscal year.",
      resolve: ({ years }) => [...years],
    }),
  }),
});

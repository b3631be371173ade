import { builder } from "../builder.ts";
import { CorrectionInput } from "./correction.ts";

export const ControlInput = builder.inputType("ControlInput", {
  audience: "staff",
  description: "What every mutation is told beside its content.",
  fields: (t) => ({
    idempotencyKey: t.id({
      required: true,
      description: "Client-chosen key: a retry with the same key records nothing twice.",
    }),
    expectedPosition: t.field({
      type: "BigInt",
      description: "Plan.position that the author looked at; refused as stale-position where the plan has moved on.",
    }),
    corrects: t.field({ type: CorrectionInput, description: "This records a correction of the named event." }),
  }),
});

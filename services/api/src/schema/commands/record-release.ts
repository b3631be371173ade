import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const ReleaseInput = builder.inputType("ReleaseInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    amountFen: t.field({ type: "BigInt", required: true }),
    voucher: t.string({ required: true }),
    note: t.string(),
  }),
});

export const recordRelease = factCommand({
  field: "recordRelease",
  command: "ReleaseFunds",
  description: "Money went from the earmarked account to a project's subledger.",
  input: ReleaseInput,
  data: ({ project, amountFen, voucher, note }) => ({
    project,
    amountFen: `${amountFen}`,
    voucher,
    note: note ?? null,
  }),
});

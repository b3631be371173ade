import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const HouseholdPaymentInput = builder.inputType("HouseholdPaymentInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    project: t.string({ required: true }),
    amountFen: t.field({ type: "BigInt", required: true }),
    payeeName: t.string({
      required: true,
      description: "Name of the person who was paid. Withheld: the public sees that there is one, and a digest.",
    }),
    village: t.string({ description: "Village or group, public. Leave it out where it would name the person." }),
    purpose: t.string({ required: true }),
    voucher: t.string({ required: true }),
    note: t.string(),
  }),
});

export const recordHouseholdPayment = factCommand({
  field: "recordHouseholdPayment",
  command: "PayHousehold",
  description: "Money went from a project's subledger to a household: a natural person, whose name is withheld.",
  input: HouseholdPaymentInput,
  data: ({ project, amountFen, payeeName, village, purpose, voucher, note }) => ({
    project,
    amountFen: `${amountFen}`,
    payeeName,
    village: village ?? null,
    purpose,
    voucher,
    note: note ?? null,
  }),
});

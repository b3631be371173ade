import { builder } from "../builder.ts";
import { factCommand } from "./command.ts";

const EraseDisclosureInput = builder.inputType("EraseDisclosureInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true }),
    event: t.string({ required: true, description: "Id of the event that withholds the field." }),
    name: t.string({ required: true, description: "Name of the withheld field, for instance payeeName." }),
    basis: t.string({ required: true, description: "Why it is erased: public." }),
  }),
});

export const eraseDisclosure = factCommand({
  field: "eraseDisclosure",
  command: "EraseDisclosure",
  description: "Destroys the value and the salt of a withheld field for ever. The record and all proofs stay valid.",
  input: EraseDisclosureInput,
  data: ({ event, name, basis }) => ({ event, name, basis }),
});

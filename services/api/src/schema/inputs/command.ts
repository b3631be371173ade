import { builder } from "../builder.ts";
import { commands } from "../commands/commands.ts";

export const CommandInput = builder.inputType("CommandInput", {
  audience: "staff",
  description: "Exactly one of the fields is set.",
  isOneOf: true,
  fields: (t) => Object.fromEntries(commands.map(({ field, input }) => [field, t.field({ type: input })])),
});

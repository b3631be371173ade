import { recordCommand } from "../../write/record-command.ts";
import { builder } from "../builder.ts";
import { commands } from "../commands/commands.ts";
import { ControlInput } from "../inputs/control.ts";
import { RecordResult } from "../objects/record-result.ts";

for (const definition of commands) {
  builder.mutationField(definition.field, (t) =>
    t.field({
      type: RecordResult,
      audience: "staff",
      cost: 100,
      description: definition.description,
      args: {
        slug: t.arg.string({ required: true }),
        input: t.arg({ type: definition.input, required: true }),
        control: t.arg({ type: ControlInput, required: true }),
      },
      resolve: (_, args, context) => recordCommand(definition, args, context),
    }),
  );
}

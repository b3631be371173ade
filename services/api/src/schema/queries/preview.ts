import { previewCommand } from "../../write/preview-command.ts";
import { builder } from "../builder.ts";
import { commands } from "../commands/commands.ts";
import { CommandInput } from "../inputs/command.ts";
import { CorrectionInput } from "../inputs/correction.ts";
import { PreviewResult } from "../objects/preview-result.ts";

builder.queryField("preview", (t) =>
  t.field({
    type: PreviewResult,
    audience: "staff",
    cost: 500,
    description: "Fold the command on top of the plan without recording it: what would change, or why it is refused.",
    args: {
      slug: t.arg.string({ required: true }),
      command: t.arg({ type: CommandInput, required: true }),
      corrects: t.arg({ type: CorrectionInput }),
    },
    resolve: (_, { slug, command, corrects }, context) => {
      const given = new Map(Object.entries(command));
      for (const definition of commands) {
        const input: unknown = given.get(definition.field);
        if (typeof input !== "object" || input === null) continue;
        return previewCommand(definition, { slug, input, corrects: corrects ?? null }, context);
      }
      throw new Error("an input that is one of the commands holds none of them");
    },
  }),
);

import type { QuantityView } from "@mingzhang/domain";
import { builder } from "../builder.ts";
import { localField } from "../local-text.ts";

export const Quantity = builder.objectRef<QuantityView>("Quantity");

builder.objectType(Quantity, {
  description: "A physical quantity that a project is to deliver.",
  fields: (t) => ({
    code: t.exposeString("code", { audience: "public", description: "Stable name within the project." }),
    name: localField(t, "What is counted.", ({ name }) => name),
    unit: localField(t, "Unit of measure.", ({ unit }) => unit),
    planned: t.expose("planned", { type: "Decimal", audience: "public", description: "To be delivered." }),
    done: t.expose("done", { type: "Decimal", audience: "public", description: "Delivered so far, as last measured." }),
    measuredOn: t.expose("measuredOn", {
      type: "Date",
      nullable: true,
      audience: "public",
      description: "Day of the last measurement.",
    }),
  }),
});

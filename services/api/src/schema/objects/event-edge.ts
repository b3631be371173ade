import type { RecordedEventModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { RecordedEvent } from "./recorded-event.ts";

export const EventEdge = builder.objectRef<{ readonly cursor: string; readonly node: RecordedEventModel }>("EventEdge");

builder.objectType(EventEdge, {
  description: "An event in its list.",
  fields: (t) => ({
    cursor: t.exposeString("cursor", { audience: "public", description: "Its place in the list." }),
    node: t.expose("node", { type: RecordedEvent, audience: "public", description: "The event." }),
  }),
});

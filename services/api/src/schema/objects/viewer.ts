import { builder } from "../builder.ts";

export const Viewer = builder.objectRef<{ readonly staff: boolean }>("Viewer");

builder.objectType(Viewer, {
  description: "Who asks.",
  fields: (t) => ({
    staff: t.exposeBoolean("staff", { audience: "public", description: "Whether this request may write." }),
  }),
});

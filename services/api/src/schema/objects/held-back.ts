import type { HeldBackNow } from "../../read/public-log-now.ts";
import { builder } from "../builder.ts";
import { localField } from "../local-text.ts";

export const HeldBack = builder.objectRef<HeldBackNow>("HeldBack");

builder.objectType(HeldBack, {
  description: "Why nothing more is published at the moment.",
  fields: (t) => ({
    code: t.exposeString("code", {
      audience: "public",
      description:
        "quorum-missing, log-set-back, record-unreadable, store-unreachable, or what the log refuses to go on for, " +
        "log-differs for example.",
    }),
    why: localField(t, "The same in words.", ({ why }) => why),
    remedy: localField(t, "What somebody can do about it.", ({ remedy }) => remedy),
    detail: t.string({
      nullable: true,
      audience: "staff",
      description: "Where it was met, for an operator; it may name what is not public.",
      resolve: ({ detail }) => detail,
    }),
  }),
});

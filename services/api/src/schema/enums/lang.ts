import type { Lang } from "@mingzhang/domain";
import { builder } from "../builder.ts";

export const LangEnum = builder.enumType("Lang", {
  description: "Language of a text: Chinese, English.",
  values: ["zh", "en"] as const satisfies readonly Lang[],
});

import { inLang, type LocalText } from "@mingzhang/domain";
import type { FieldsOf } from "./builder.ts";
import { LangEnum } from "./enums/lang.ts";

/** A public text in the language of the `lang` argument, or of the reader where that is left out. */
export function localField<P>(t: FieldsOf<P>, description: string, text: (parent: P) => LocalText) {
  return t.string({
    audience: "public",
    description,
    args: { lang: t.arg({ type: LangEnum }) },
    resolve: (parent, { lang }, context) => inLang(text(parent), lang ?? context.lang),
  });
}

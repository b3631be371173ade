import type { LocalText } from "../event/fields.ts";

export type Lang = "zh" | "en";

/** A text of our own: both languages are there. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The text in a language; where nobody translated it, in the plan's own. */
export function inLang(text: LocalText, lang: Lang): string {
  return lang === "en" ? (text.en ?? text.zh) : text.zh;
}

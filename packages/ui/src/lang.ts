/** Languages of every page, the first one first. Add another here, and the compiler lists what it lacks. */
export const languages = ["zh-CN", "en"] as const;

/** BCP 47 tag; it is also the value of the `lang` attribute. */
export type Lang = (typeof languages)[number];

/** Name of each language in itself. */
export const languageNames: Readonly<Record<Lang, string>> = { "zh-CN": "中文", en: "English" };

/** Reads `zh`, `zh-CN`, `zh-Hans-CN`, `en-GB` …; null where it is none of ours. */
export function parseLang(text: string | null | undefined): Lang | null {
  const primary = text?.trim().toLowerCase().split(/[-_]/)[0];
  return languages.find((lang) => lang.toLowerCase().split("-")[0] === primary) ?? null;
}

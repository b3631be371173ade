import type { Lang } from "@mingzhang/domain";

/** The reader's language out of Accept-Language: the first of ours by preference, Chinese where none is asked for. */
export function readerLang(acceptLanguage: string | null): Lang {
  const ranges = (acceptLanguage ?? "").split(",").flatMap((part) => {
    const [, tag = "", weight = "1"] =
      /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(part) ?? [];
    const lang = tag.toLowerCase();
    const quality = Number(weight);
    return (lang === "zh" || lang === "en") && quality > 0 ? [{ lang, quality } as const] : [];
  });
  return ranges.toSorted((a, b) => b.quality - a.quality)[0]?.lang ?? "zh";
}

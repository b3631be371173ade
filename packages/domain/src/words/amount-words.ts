import { grouped, wanText, yuanText } from "@mingzhang/ledger";
import type { Lang } from "./lang.ts";

/** The amount as the language counts it, exactly: `2,852.85万元`, `CNY 28,528,500`. */
export function amountWords(fen: bigint, lang: Lang): string {
  if (lang === "zh") return `${grouped(wanText(fen))}万元`;
  return `CNY ${grouped(yuanText(fen).replace(/\.00$/, ""))}`;
}

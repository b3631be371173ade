import type { Words } from "../words/lang.ts";

/**
 * Why a field is withheld, as leaves name it. A basis that was published stays as it is written: with another wording,
 * entries of the past would have other bytes. Another basis is another line.
 */
const words = {
  "《中华人民共和国政府信息公开条例》第十五条": {
    zh: "《中华人民共和国政府信息公开条例》第十五条（个人隐私）",
    en: "Regulations on Open Government Information of the PRC, article 15 (personal privacy)",
  },
} as const satisfies Record<string, Words>;

export type Basis = keyof typeof words;

export const personalPrivacy: Basis = "《中华人民共和国政府信息公开条例》第十五条";

/** The basis in a reader's language; as it stands where it is none of ours. */
export function basisLabel(basis: string, lang: keyof Words): string {
  return Object.hasOwn(words, basis) ? words[basis as Basis][lang] : basis;
}

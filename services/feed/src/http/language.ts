import { type Lang, parseLang } from "@mingzhang/ui";
import { single } from "./parameters.ts";
import { badParameter } from "./trouble.ts";

/**
 * The language that the address asks for; null where it asks for none, and then Chinese is shown. The address alone
 * decides: what a browser prefers would give two readers of one permanent address different bytes.
 */
export function askedLang(params: URLSearchParams): Lang | null {
  const text = single(params, "lang");
  if (text === null) return null;
  const lang = parseLang(text);
  if (!lang) throw badParameter("lang", text);
  return lang;
}

import { type Lang, parseLang, preferredLang } from "@mingzhang/ui";
import { parseAccept } from "hono/utils/accept";
import { single } from "./parameters.ts";
import { badParameter } from "./trouble.ts";

/** The language that the address asks for; null where it asks for none. */
export function askedLang(params: URLSearchParams): Lang | null {
  const text = single(params, "lang");
  if (text === null) return null;
  const lang = parseLang(text);
  if (!lang) throw badParameter("lang", text);
  return lang;
}

/** The best of the browser's languages that we speak. */
export function negotiatedLang(acceptLanguage: string | null): Lang {
  const wanted = parseAccept(acceptLanguage ?? "")
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q);
  return preferredLang(wanted.map(({ type }) => type));
}

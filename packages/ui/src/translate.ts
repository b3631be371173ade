import { setupI18n } from "@lingui/core";
import { compileMessage, compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { type Lang, languages } from "./lang.ts";

/** ICU messages of one language by id. */
export type Catalog<Id extends string> = Readonly<Record<Id, string>>;

/** The same ids in every language: one that lacks an id does not compile. */
export type Catalogs<Id extends string> = Readonly<Record<Lang, Catalog<Id>>>;

export type MessageValues = Readonly<Record<string, string | number>>;

/** Writes a message in the language of the translator. Numbers choose plural forms and print as they are. */
export type Translate<Id extends string> = (id: Id, values?: MessageValues) => string;

/** A translator over one language. Messages are compiled when first used. */
export function createTranslate<Id extends string>(lang: Lang, catalogs: Catalogs<Id>): Translate<Id> {
  const i18n = setupI18n({ locale: lang, messages: { [lang]: { ...catalogs[lang] } } });
  i18n.setMessagesCompiler(compileMessage);
  return (id, values) => i18n._(id, values);
}

/** Whether `id` is one of the ids of the catalogs: for ids that come from the server, such as codes. */
export function hasMessage<Id extends string>(catalogs: Catalogs<Id>, id: string): id is Id {
  return Object.hasOwn(catalogs[languages[0]], id);
}

/**
 * What is wrong with the catalogs beyond what the compiler sees: a message that is no ICU message, is empty, takes
 * other values than in the first language, or has half-width punctuation beside Chinese. Empty where all is well. For
 * tests of whoever owns a catalog.
 */
export function catalogFaults<Id extends string>(catalogs: Catalogs<Id>): string[] {
  const faults: string[] = [];
  const first = catalogs[languages[0]];
  for (const lang of languages) {
    for (const [id, message] of Object.entries<string>(catalogs[lang])) {
      const fault = messageFault(message, first[id as Id]) ?? punctuationFault(lang, message);
      if (fault) faults.push(`${lang} ${id}: ${fault}`);
    }
  }
  return faults;
}

function messageFault(message: string, reference: string): string | null {
  if (message.trim() === "") return "is empty";
  try {
    const names = valueNames(compileMessageOrThrow(message));
    const expected = valueNames(compileMessageOrThrow(reference));
    return names === expected ? null : `takes {${names}} instead of {${expected}}`;
  } catch (error) {
    return `does not compile: ${String(error)}`;
  }
}

const halfWidth = /[\p{Script=Han}”》）][,;:?!]|[,;][\p{Script=Han}“《（]|\p{Script=Han}\(|\)\p{Script=Han}/u;

function punctuationFault(lang: Lang, message: string): string | null {
  return lang === "zh-CN" && halfWidth.test(message) ? "has half-width punctuation beside Chinese" : null;
}

function valueNames(tokens: unknown): string {
  const names = new Set<string>();
  collectNames(tokens, names);
  return [...names].toSorted().join(", ");
}

function collectNames(tokens: unknown, names: Set<string>): void {
  if (!Array.isArray(tokens)) return;
  for (const token of tokens as unknown[]) {
    if (!Array.isArray(token)) continue;
    const [name, , format] = token as unknown[];
    if (typeof name === "string" && name !== "#") names.add(name);
    if (format !== null && typeof format === "object") {
      for (const choice of Object.values(format)) collectNames(choice, names);
    }
  }
}

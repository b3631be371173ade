import { type Catalogs, createTranslate, hasMessage, type Lang, type Translate, uiCatalogs } from "@mingzhang/ui";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { consoleEn } from "./en.ts";
import { consoleZhCn } from "./zh-cn.ts";

/** Every word of the console, the shared ones included. */
export const catalogs = {
  "zh-CN": { ...uiCatalogs["zh-CN"], ...consoleZhCn },
  en: { ...uiCatalogs.en, ...consoleEn },
} satisfies Catalogs<MessageId>;

export type MessageId = keyof (typeof uiCatalogs)["zh-CN"] | keyof typeof consoleZhCn;

export interface Text {
  readonly lang: Lang;
  /** The language as the API names it. */
  readonly apiLang: "zh" | "en";
  readonly t: Translate<MessageId>;
}

const TextContext = createContext<Text | null>(null);

export function TextProvider({ lang, children }: { lang: Lang; children: ReactNode }) {
  const text = useMemo<Text>(
    () => ({ lang, apiLang: lang === "zh-CN" ? "zh" : "en", t: createTranslate<MessageId>(lang, catalogs) }),
    [lang],
  );
  return <TextContext value={text}>{children}</TextContext>;
}

export function useText(): Text {
  const text = useContext(TextContext);
  if (!text) throw new Error("useText outside of TextProvider");
  return text;
}

/** Whether an id put together from something that the server says (a code, an event type) has words. */
export function isMessageId(id: string): id is MessageId {
  return hasMessage<MessageId>(catalogs, id);
}

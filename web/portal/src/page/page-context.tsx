import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createTranslate, type Lang, type Translate, UiProvider } from "@mingzhang/ui";
import { catalogs, type MessageId } from "../text/catalogs.ts";
import { type Frame, href, type Query } from "./frame.ts";

export interface Page {
  readonly frame: Frame;
  readonly t: Translate<MessageId>;
  /** Language as the domain names it. */
  readonly words: "zh" | "en";
  readonly link: (path: string, query?: Query) => string;
}

const PageContext = createContext<Page | null>(null);

// A translator compiles each message once: it is kept for as long as the server runs.
const translators = new Map<Lang, Translate<MessageId>>();

function translatorFor(lang: Lang): Translate<MessageId> {
  const kept = translators.get(lang);
  if (kept) return kept;
  const made = createTranslate<MessageId>(lang, catalogs);
  translators.set(lang, made);
  return made;
}

export function PageProvider({ frame, children }: { frame: Frame; children: ReactNode }) {
  const page = useMemo<Page>(
    () => ({
      frame,
      t: translatorFor(frame.lang),
      words: frame.lang === "zh-CN" ? "zh" : "en",
      link: (path, query) => href(frame, path, query),
    }),
    [frame],
  );
  return (
    <PageContext value={page}>
      <UiProvider lang={frame.lang}>{children}</UiProvider>
    </PageContext>
  );
}

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error("a component of the portal stands outside of PageProvider");
  return page;
}

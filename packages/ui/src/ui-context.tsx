import { createContext, type ReactNode, useContext, useMemo } from "react";
import { uiCatalogs } from "./catalogs.ts";
import type { Lang } from "./lang.ts";
import { createTranslate, type Translate } from "./translate.ts";
import type { UiMessageId } from "./zh-cn.ts";

/** What an amount is written in: 万元 as plan documents do, or 元 to the fen. */
export type AmountUnit = "wan" | "yuan";

export interface Ui {
  readonly lang: Lang;
  readonly unit: AmountUnit;
  readonly t: Translate<UiMessageId>;
}

const UiContext = createContext<Ui | null>(null);

/** Language and unit for every component below. Works in server rendering as in the browser. */
export function UiProvider({ lang, unit = "wan", children }: { lang: Lang; unit?: AmountUnit; children: ReactNode }) {
  const value = useMemo<Ui>(() => ({ lang, unit, t: createTranslate(lang, uiCatalogs) }), [lang, unit]);
  return <UiContext value={value}>{children}</UiContext>;
}

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error("a component of ui stands outside of UiProvider");
  return ui;
}

import { type AmountUnit, type Lang, languages, parseLang } from "@mingzhang/ui";
import { useCallback, useEffect } from "react";
import { useSearchParams } from "react-router";
import { withParams } from "../view/view-state.ts";

const langKey = "mz-lang";
const unitKey = "mz-unit";

export interface ReaderSettings {
  readonly lang: Lang;
  readonly unit: AmountUnit;
  readonly setLang: (lang: Lang) => void;
  readonly setUnit: (unit: AmountUnit) => void;
}

/** Language and unit of this reader: what the address says, else what was chosen last, else Chinese and 万元. */
export function useReaderSettings(): ReaderSettings {
  const [params, setParams] = useSearchParams();
  const asked = parseLang(params.get("lang"));
  const lang = asked ?? parseLang(localStorage.getItem(langKey)) ?? languages[0];
  const unit = parseUnit(params.get("unit")) ?? parseUnit(localStorage.getItem(unitKey)) ?? "wan";
  useEffect(() => {
    if (asked) localStorage.setItem(langKey, asked);
  }, [asked]);
  const set = useCallback(
    (name: "lang" | "unit", value: string) => {
      localStorage.setItem(name === "lang" ? langKey : unitKey, value);
      setParams((current) => withParams(current, { [name]: value }), { replace: true, preventScrollReset: true });
    },
    [setParams],
  );
  return { lang, unit, setLang: (value) => set("lang", value), setUnit: (value) => set("unit", value) };
}

function parseUnit(text: string | null): AmountUnit | null {
  return text === "wan" || text === "yuan" ? text : null;
}

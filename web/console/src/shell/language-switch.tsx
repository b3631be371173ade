import { languageNames, languages } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import { useReaderSettings } from "./reader-settings.ts";

export function LanguageSwitch() {
  const { lang, t } = useText();
  const { setLang } = useReaderSettings();
  return (
    <div className="switch" role="group" aria-label={t("shell.language")}>
      {languages.map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === lang} onClick={() => setLang(one)}>
          {languageNames[one]}
        </button>
      ))}
    </div>
  );
}

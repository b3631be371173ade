import { useUi } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import { useReaderSettings } from "./reader-settings.ts";

export function UnitSwitch() {
  const { t } = useText();
  const { unit } = useUi();
  const { setUnit } = useReaderSettings();
  return (
    <div className="switch" role="group" aria-label={t("shell.unit")}>
      {(["wan", "yuan"] as const).map((one) => (
        <button key={one} type="button" aria-pressed={one === unit} onClick={() => setUnit(one)}>
          {t(`unit.${one}`)}
        </button>
      ))}
    </div>
  );
}

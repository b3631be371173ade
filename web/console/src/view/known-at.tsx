import { Button } from "antd";
import { useId } from "react";
import { useText } from "../i18n/text.tsx";
import { ClockInput } from "./clock-input.tsx";
import { endOfDay } from "./shanghai-clock.ts";
import { useView } from "./use-view.ts";

/** The second date: how much was known. Left at now, the page shows the past as it is understood today. */
export function KnownAt({ asOf, today }: { asOf: string | null; today: string }) {
  const { t } = useText();
  const { view, move } = useView();
  const id = useId();
  const thatDay = asOf !== null && asOf < today ? endOfDay(asOf) : null;
  return (
    <div className="time-known-at">
      <label htmlFor={id}>{t("time.knownAt")}</label>
      <ClockInput
        id={id}
        size="small"
        max={today}
        value={view.knownAt}
        placeholder={t("time.knownNow")}
        onChange={(knownAt) => move({ knownAt })}
      />
      <Button
        size="small"
        type="text"
        disabled={thatDay === null || thatDay === view.knownAt}
        title={t("time.knownThenExplained")}
        onClick={() => move({ knownAt: thatDay })}
      >
        {t("time.knownThen")}
      </Button>
      {view.knownAt !== null && (
        <Button size="small" type="text" onClick={() => move({ knownAt: null })}>
          {t("time.knownNow")}
        </Button>
      )}
    </div>
  );
}

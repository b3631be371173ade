import { Button, Input } from "antd";
import { useId } from "react";
import { useText } from "../i18n/text.tsx";
import { clockOfInstant, endOfDay, instantOfClock, isInstant } from "./shanghai-clock.ts";
import { useView } from "./use-view.ts";

/** The second date: how much was known. Left at now, the page shows the past as it is understood today. */
export function KnownAt({ asOf, today }: { asOf: string | null; today: string }) {
  const { t } = useText();
  const { view, move } = useView();
  const id = useId();
  const local = view.knownAt && isInstant(view.knownAt) ? clockOfInstant(view.knownAt).slice(0, 16) : "";
  const thatDay = asOf !== null && asOf < today ? endOfDay(asOf) : null;
  return (
    <div className="time-known-at">
      <label htmlFor={id}>{t("time.knownAt")}</label>
      <Input
        id={id}
        type="datetime-local"
        size="small"
        max={`${today}T23:59`}
        value={local}
        onChange={({ target }) => move({ knownAt: instantOfClock(target.value) }, true)}
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
      <Button size="small" type="text" disabled={view.knownAt === null} onClick={() => move({ knownAt: null })}>
        {t("time.knownNow")}
      </Button>
    </div>
  );
}

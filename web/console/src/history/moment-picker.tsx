import { useId } from "react";
import { useText } from "../i18n/text.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { ClockInput } from "../view/clock-input.tsx";
import { DayInput } from "../view/day-input.tsx";
import type { Moment } from "./diff-moments.ts";

export interface MomentPickerProps {
  readonly title: string;
  readonly moment: Moment;
  readonly onChange: (moment: Moment) => void;
}

export function MomentPicker({ title, moment, onChange }: MomentPickerProps) {
  const { t } = useText();
  const plan = usePlanNow();
  const id = useId();
  const today = plan.pair.asOf;
  return (
    <fieldset className="moment">
      <legend>{title}</legend>
      <label htmlFor={`${id}-day`}>{t("time.asOf")}</label>
      <DayInput
        id={`${id}-day`}
        min={plan.adoptedOn}
        max={today}
        value={moment.asOf ?? today}
        onChange={(day) => day && onChange({ ...moment, asOf: day === today ? null : day })}
      />
      <label htmlFor={`${id}-known`}>{t("time.knownAt")}</label>
      <ClockInput
        id={`${id}-known`}
        max={today}
        value={moment.knownAt}
        placeholder={t("time.knownNow")}
        onChange={(knownAt) => onChange({ ...moment, knownAt })}
      />
    </fieldset>
  );
}

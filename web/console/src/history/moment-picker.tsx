import { Input } from "antd";
import { useId } from "react";
import { useText } from "../i18n/text.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { clockOfInstant, instantOfClock, isInstant } from "../view/shanghai-clock.ts";
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
  const known = moment.knownAt && isInstant(moment.knownAt) ? clockOfInstant(moment.knownAt) : "";
  return (
    <fieldset className="moment">
      <legend>{title}</legend>
      <label htmlFor={`${id}-day`}>{t("time.asOf")}</label>
      <Input
        id={`${id}-day`}
        type="date"
        min={plan.adoptedOn}
        max={today}
        value={moment.asOf ?? today}
        onChange={({ target }) => {
          const day = target.value;
          if (day >= plan.adoptedOn && day <= today) onChange({ ...moment, asOf: day === today ? null : day });
        }}
      />
      <label htmlFor={`${id}-known`}>{t("time.knownAt")}</label>
      <Input
        id={`${id}-known`}
        type="datetime-local"
        step={1}
        max={`${today}T23:59:59`}
        value={known}
        onChange={({ target }) => onChange({ ...moment, knownAt: instantOfClock(target.value) })}
      />
      <span className="soft">{moment.knownAt === null && t("time.knownNow")}</span>
    </fieldset>
  );
}

import { Input } from "antd";
import { type ComponentProps, useRef, useState } from "react";
import { useText } from "../i18n/text.tsx";
import { isoDay } from "./iso-day.ts";

export interface DayInputProps extends Pick<ComponentProps<typeof Input>, "id" | "size"> {
  readonly value: string;
  /** Called with an ISO date within the bounds, or with nothing. */
  readonly onChange: (day: string) => void;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** Hands over whatever is typed: a form tells what is wrong with it. */
  readonly loose?: boolean;
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: boolean;
  readonly "aria-required"?: boolean;
}

/** A date as ISO text, whatever the browser's own habit; its calendar is a button away. */
export function DayInput({ value, onChange, min, max, loose = false, ...rest }: DayInputProps) {
  const { t } = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const inside = (day: string) => (!min || day >= min) && (!max || day <= max);
  const type = (text: string) => {
    const whole = isoDay(text) === text;
    if (loose || text === "" || (whole && inside(text))) onChange(text);
    setTyped(loose || (whole && inside(text)) ? null : text);
  };
  // Other ways to write a date are read when the typing is done, for half a date may look like a whole one.
  const finish = () => {
    const day = isoDay(typed ?? value);
    if (day !== null && day !== value && (loose || inside(day))) onChange(day);
    setTyped(null);
  };
  return (
    <span className="day-input">
      <Input
        {...rest}
        value={typed ?? value}
        placeholder="YYYY-MM-DD"
        autoComplete="off"
        maxLength={10}
        onChange={({ target }) => type(target.value)}
        onBlur={finish}
        suffix={
          <button type="button" aria-label={t("time.calendar")} onClick={() => picker.current?.showPicker()}>
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path d="M2 3.5h12v10.5H2zM2 7h12M5 1.5v3M11 1.5v3" fill="none" stroke="currentColor" strokeWidth="1.3" />
            </svg>
          </button>
        }
      />
      <input
        ref={picker}
        type="date"
        className="day-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={isoDay(value) ?? ""}
        min={min}
        max={max}
        onChange={({ target }) => type(target.value)}
      />
    </span>
  );
}

import { Input } from "antd";
import { type ComponentProps, useRef, useState } from "react";
import { useText } from "../i18n/text.tsx";
import { clockOfInstant, instantOfClock, isInstant } from "./shanghai-clock.ts";

export interface ClockInputProps extends Pick<ComponentProps<typeof Input>, "id" | "size"> {
  /** An instant in UTC; null for none. */
  readonly value: string | null;
  readonly onChange: (instant: string | null) => void;
  readonly max?: string | undefined;
  readonly placeholder: string;
}

/** An instant written as Shanghai's date and clock. Seconds are shown where they say something. */
export function ClockInput({ value, onChange, max, placeholder, ...rest }: ClockInputProps) {
  const { t } = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const local = value && isInstant(value) ? clockOfInstant(value) : "";
  const take = (text: string) => {
    const instant = instantOfClock(text.trim().replace(" ", "T"));
    if (text === "" || instant) onChange(instant);
    setTyped(text === "" || instant ? null : text);
  };
  return (
    <span className="day-input">
      <Input
        {...rest}
        value={typed ?? local.replace("T", " ")}
        placeholder={placeholder}
        autoComplete="off"
        maxLength={19}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => typed !== null && take(typed)}
        onPressEnter={(event) => {
          event.preventDefault();
          if (typed !== null) take(typed);
        }}
        suffix={
          <button type="button" aria-label={t("time.calendar")} onClick={() => picker.current?.showPicker()}>
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path
                d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.5V8l2.4 1.6"
                fill="none"
                stroke="currentColor"
              />
            </svg>
          </button>
        }
      />
      <input
        ref={picker}
        type="datetime-local"
        className="day-picker"
        tabIndex={-1}
        aria-hidden="true"
        step={1}
        value={local}
        max={max ? `${max}T23:59:59` : undefined}
        onChange={({ target }) => take(target.value)}
      />
    </span>
  );
}

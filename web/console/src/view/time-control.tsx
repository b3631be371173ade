import { addDays, dayText, daysBetween } from "@mingzhang/ui";
import { Button, Slider } from "antd";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useText } from "../i18n/text.tsx";
import type { PlanNow } from "../shell/plan-frame.tsx";
import { DayInput } from "./day-input.tsx";
import { KnownAt } from "./known-at.tsx";
import { useView } from "./use-view.ts";
import { yearMarks } from "./year-marks.ts";

const settleMs = 140;

/** One slider over the life of the plan that moves the whole page, and what was known as its second date. */
export function TimeControl({ plan }: { plan: PlanNow }) {
  const { t, lang } = useText();
  const { view, move } = useView();
  const id = useId();
  const first = plan.adoptedOn;
  const today = plan.pair.asOf;
  const shown = view.asOf ?? today;
  const days = daysBetween(first, today);
  const marks = useMemo(() => yearMarks(first, today), [first, today]);
  const [dragged, drag] = useDragged(shown, (day) => move({ asOf: day === today ? null : day }, true));
  const value = Math.max(0, Math.min(days, daysBetween(first, dragged)));
  const step = (by: number) => {
    const day = addDays(shown, by);
    if (day >= first && day <= today) move({ asOf: day === today ? null : day }, true);
  };
  return (
    <section className="time-control" aria-label={t("time.label")}>
      <div className="time-as-of">
        <label htmlFor={id}>{t("time.asOf")}</label>
        <Button size="small" aria-label={t("time.dayBefore")} onClick={() => step(-1)} disabled={shown <= first}>
          ‹
        </Button>
        <DayInput id={id} size="small" min={first} max={today} value={dragged} onChange={(day) => day && drag(day)} />
        <Button size="small" aria-label={t("time.dayAfter")} onClick={() => step(1)} disabled={shown >= today}>
          ›
        </Button>
        <Button size="small" type="text" onClick={() => move({ asOf: null })} disabled={view.asOf === null}>
          {t("time.today")}
        </Button>
      </div>
      <div className="time-slider">
        <Slider
          min={0}
          max={days}
          value={value}
          marks={marks}
          onChange={(day) => drag(addDays(first, day))}
          tooltip={{ formatter: (day) => dayText(addDays(first, day ?? 0), lang) }}
          ariaLabelForHandle={t("time.asOf")}
          ariaValueTextFormatterForHandle={(day) => dayText(addDays(first, day), lang)}
        />
      </div>
      <KnownAt asOf={view.asOf} today={today} />
    </section>
  );
}

/** Follows the finger at once, and moves the page when it rests. */
function useDragged(settled: string, settle: (day: string) => void): readonly [string, (day: string) => void] {
  const [dragged, setDragged] = useState<string | null>(null);
  const latest = useRef(settle);
  useEffect(() => {
    latest.current = settle;
  });
  useEffect(() => {
    if (dragged === null) return;
    const timer = setTimeout(() => {
      latest.current(dragged);
      setDragged(null);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [dragged]);
  return [dragged ?? settled, setDragged];
}

import { addDays } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import type { PlanNow } from "../shell/plan-frame.tsx";
import { endOfDay } from "../view/shanghai-clock.ts";
import type { Moments } from "./diff-moments.ts";

/** Comparisons that are asked for again and again. */
export function DiffPresets({ plan, onPick }: { plan: PlanNow; onPick: (moments: Moments) => void }) {
  const { t } = useText();
  const now = { asOf: null, knownAt: null };
  const today = plan.pair.asOf;
  const later = (day: string) => (day < plan.adoptedOn ? plan.adoptedOn : day);
  const yearEnd = `${Number(today.slice(0, 4)) - 1}-12-31`;
  const presets = [
    { id: "diff.sinceAdoption", from: { asOf: plan.adoptedOn, knownAt: null } },
    { id: "diff.sinceYear", from: { asOf: later(`${today.slice(0, 4)}-01-01`), knownAt: null } },
    { id: "diff.lastMonth", from: { asOf: later(addDays(today, -30)), knownAt: null } },
    { id: "diff.learntThisYear", from: { asOf: null, knownAt: endOfDay(later(yearEnd)) } },
  ] as const;
  return (
    <div className="presets" role="group" aria-label={t("diff.presets")}>
      {presets.map(({ id, from }) => (
        <button key={id} type="button" className="link" onClick={() => onPick({ from, to: now })}>
          {t(id)}
        </button>
      ))}
    </div>
  );
}

import type { PlanView, YearView } from "@mingzhang/domain";
import { type Fen, percentText } from "@mingzhang/ledger";
import { Amount } from "@mingzhang/ui";
import { usePage } from "../page/page-context.tsx";
import { Bar } from "./bar.tsx";

const kinds = ["allocated", "appropriated", "released", "paid"] as const;
type Kind = (typeof kinds)[number];

/** What was planned for each year beside what happened in it, on one scale, each bar with its figure. */
export function YearBars({ view }: { view: PlanView }) {
  const { frame, t } = usePage();
  const thisYear = Number((frame.moment?.asOf ?? `${view.lastYear}`).slice(0, 4));
  const most = view.years.flatMap((year) => kinds.map((kind) => amountOf(year, kind))).reduce(larger, 0n);
  return (
    <figure className="chart">
      <figcaption>
        {t("chart.years")} {frame.moment && <small>{t("chart.asOf", { day: frame.moment.asOf })}</small>}
      </figcaption>
      <ul className="year-bars">
        {view.years.map((year) => (
          <li key={year.year}>
            <h3>{t("year.name", { year: year.year })}</h3>
            <Bars year={year} most={most} ahead={year.year > thisYear} />
          </li>
        ))}
      </ul>
      <p className="note">{t("chart.yearsNote")}</p>
    </figure>
  );
}

function Bars({ year, most, ahead }: { year: YearView; most: Fen; ahead: boolean }) {
  const { t } = usePage();
  const shown = ahead ? kinds.filter((kind) => kind === "allocated" || amountOf(year, kind) !== 0n) : kinds;
  return (
    <>
      <ul className="bars">
        {shown.map((kind) => (
          <li key={kind}>
            <span className="bar-name">{t(`chart.year.${kind}`)}</span>
            <Bar percent={percentText(amountOf(year, kind), most)} kind={kind} />
            <Amount fen={amountOf(year, kind)} />
          </li>
        ))}
      </ul>
      {ahead && <p className="note">{t("chart.yearAhead")}</p>}
    </>
  );
}

function amountOf(year: YearView, kind: Kind): Fen {
  return year[`${kind}Fen`];
}

function larger(a: Fen, b: Fen): Fen {
  return b > a ? b : a;
}

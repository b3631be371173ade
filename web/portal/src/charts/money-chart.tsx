import type { Fen } from "@mingzhang/ledger";
import { Amount, writeAmount } from "@mingzhang/ui";
import { usePage } from "../page/page-context.tsx";
import type { Stage } from "../transfers/transfer.ts";
import { CumulativeTable } from "./cumulative-table.tsx";
import { type MoneySeries, sumAt } from "./money-series.ts";
import { dayScale, type MoneyScale, moneyScale, plotSize } from "./scale.ts";
import { stepLine } from "./step-line.ts";

export interface MoneyChartProps {
  readonly series: MoneySeries;
  /** What is planned for each year; null where the lines are a selection that no plan speaks of. */
  readonly planned: readonly { readonly year: number; readonly amountFen: Fen }[] | null;
  readonly years: { readonly first: number; readonly last: number };
  readonly asOf: string;
  /** Which steps the selection can know of: no appropriation is for one project. */
  readonly stages: readonly Stage[];
}

export const allStages: readonly Stage[] = ["appropriation", "release", "payment"];

/** Running sums of the money against what was planned, with the same figures in words and in a table. */
export function MoneyChart({ series, planned, years, asOf, stages }: MoneyChartProps) {
  const { t } = usePage();
  const stairs = planned && staircase(planned);
  const amounts = [...stages.flatMap((stage) => series[stage]), ...(stairs ?? [])].map(({ fen }) => fen);
  const scale = moneyScale(amounts);
  const title = t(planned ? "chart.cumulative" : "chart.cumulativeOnly");
  const name = (stage: "allocated" | Stage) => t(`chart.${stage}`);
  const sums = stages.map((stage) => ({ stage, fen: sumAt(series[stage], asOf) }));
  const figures = sums.map(({ stage, fen }) =>
    t("chart.figure", { name: name(stage), amount: writeAmount(fen, "wan").text }),
  );
  return (
    <figure className="chart">
      <figcaption>
        {title} <small>{t("chart.asOf", { day: asOf })}</small>
      </figcaption>
      <Plot
        label={t("chart.said", { title, day: asOf, figures: figures.join(" · ") })}
        {...{ series, stairs, scale, years, asOf, stages }}
      />
      <ul className="legend">
        {stairs && (
          <li>
            <Sample kind="allocated" /> {name("allocated")} <Amount fen={sumAt(stairs, asOf)} />
          </li>
        )}
        {sums.map(({ stage, fen }) => (
          <li key={stage}>
            <Sample kind={stage} /> {name(stage)} <Amount fen={fen} />
          </li>
        ))}
      </ul>
      <p className="note">{t(planned ? "chart.note" : "chart.noteOnly")}</p>
      <CumulativeTable {...{ series, stairs, years, asOf, stages }} />
    </figure>
  );
}

/** What is planned up to each year counts from its first day. */
function staircase(planned: NonNullable<MoneyChartProps["planned"]>) {
  let fen = 0n;
  return planned.map(({ year, amountFen }) => ({ day: `${year}-01-01`, fen: (fen += amountFen) }));
}

interface PlotProps extends Omit<MoneyChartProps, "planned"> {
  readonly label: string;
  readonly stairs: ReturnType<typeof staircase> | null;
  readonly scale: MoneyScale;
}

const top = 18;
const height = 210;

function Plot({ label, series, stairs, scale, years, asOf, stages }: PlotProps) {
  const x = dayScale(years.first, years.last);
  const { y, ticks } = scale;
  const end = `${years.last}-12-31`;
  const until = asOf < end ? asOf : end;
  return (
    <svg className="plot" role="img" aria-label={label} width="100%" height={top + height + 22}>
      <svg
        y={top}
        width="100%"
        height={height}
        viewBox={`0 0 ${plotSize} ${plotSize}`}
        preserveAspectRatio="none"
        overflow="visible"
      >
        {ticks.map((fen) => (
          <path key={fen} className={fen === 0n ? "axis" : "grid"} d={`M0 ${y(fen)}H${plotSize}`} />
        ))}
        {stairs && (
          <>
            <path className="area-allocated" d={`${stepLine(stairs, { x, y, until: end })}V${y(0n)}Z`} />
            <path className="line-allocated" d={stepLine(stairs, { x, y, until: end })} />
          </>
        )}
        {stages.map((stage) => (
          <path key={stage} className={`line-${stage}`} d={stepLine(series[stage], { x, y, until })} />
        ))}
        {asOf < end && <path className="line-now" d={`M${x(asOf)} 0V${plotSize}`} />}
      </svg>
      <Labels {...{ scale, years, asOf, x, end }} />
    </svg>
  );
}

function Labels({
  scale: { ticks, y },
  years,
  asOf,
  x,
  end,
}: Pick<PlotProps, "scale" | "years" | "asOf"> & { x: (day: string) => number; end: string }) {
  const { t } = usePage();
  const all = Array.from({ length: years.last - years.first + 1 }, (_, at) => years.first + at);
  const every = Math.ceil(all.length / 6);
  return (
    <g aria-hidden="true">
      {ticks.map((fen) => (
        <text key={fen} x="2" y={top - 4 + (Number(y(fen)) * height) / plotSize}>
          {writeAmount(fen, "wan").text}
        </text>
      ))}
      {all
        .filter((_, at) => at % every === 0)
        .map((year) => (
          <text key={year} x={`${x(`${year}-01-01`) / 10}%`} y={top + height + 16}>
            {year}
          </text>
        ))}
      {asOf < end && (
        <text className="now" x={`${x(asOf) / 10}%`} y="10" textAnchor={x(asOf) > plotSize / 2 ? "end" : "start"}>
          {t("chart.asOf", { day: asOf })}
        </text>
      )}
    </g>
  );
}

/** The line as it is drawn: by its dashes, and not by its colour alone. */
function Sample({ kind }: { kind: "allocated" | Stage }) {
  return (
    <svg className="sample" aria-hidden="true" width="28" height="10">
      <path className={`line-${kind}`} d="M0 5H28" />
    </svg>
  );
}

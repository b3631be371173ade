import type { PlanView } from "@mingzhang/domain";
import { Amount } from "@mingzhang/ui";
import { allStages, MoneyChart } from "../charts/money-chart.tsx";
import type { MoneySeries } from "../charts/money-series.ts";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { MomentControl } from "../page/moment-control.tsx";
import { usePage } from "../page/page-context.tsx";
import { PlanCrumb } from "../page/plan-crumb.tsx";
import { chartCss } from "../style/chart-css.ts";
import { Statement } from "./statement.tsx";
import type { StageSums, Transfer, TransferFilter } from "./transfer.ts";
import { TransferFilterForm } from "./transfer-filter.tsx";

export interface TransfersModel {
  readonly view: PlanView;
  readonly filter: TransferFilter;
  /** One page of the filter, newest first. */
  readonly transfers: readonly Transfer[];
  /** Of the whole filter. */
  readonly count: number;
  readonly series: MoneySeries;
  readonly sums: StageSums;
  readonly page: number;
  readonly pages: number;
}

/** Every movement of a plan's money, with running sums, by date, project and kind. */
export function transfersPage(frame: Frame, model: TransfersModel): RenderedPage {
  return renderDocument({ frame, title: (t) => t("transfers.title"), body: <Transfers {...model} />, css: chartCss });
}

function Transfers({ view, filter, transfers, count, series, sums, page, pages }: TransfersModel) {
  const { frame, t, link } = usePage();
  const { page: _, ...filterOnly } = frame.query;
  return (
    <>
      <PlanCrumb />
      <h1>{t("transfers.title")}</h1>
      <p className="lead">{t("transfers.lead")}</p>
      <MomentControl />
      <TransferFilterForm view={view} filter={filter} />
      <section aria-labelledby="sums-title">
        <h2 id="sums-title">{t("transfers.sums", { count })}</h2>
        {filter.payee !== null && <p className="note">{t("filter.payeeNote")}</p>}
        <Sums sums={sums} />
        {count > 0 && <Chart view={view} filter={filter} series={series} />}
        <p>
          <a href={link(`/data/${view.slug}/transfers.csv`, withoutPaging(filterOnly))}>{t("transfers.csv")}</a>
        </p>
      </section>
      <section aria-labelledby="list-title">
        <h2 id="list-title" className="mz-aside">
          {t("transfers.list")}
        </h2>
        <Statement transfers={transfers} caption={t("transfers.table")} />
        <Pages page={page} pages={pages} />
      </section>
    </>
  );
}

/** The plan speaks of all its money and of each project's: only beside these stands what was planned. */
function Chart({ view, filter, series }: Pick<TransfersModel, "view" | "filter" | "series">) {
  const { frame } = usePage();
  const { project, year, ...others } = filter;
  const comparable = year === null && Object.values(others).every((value) => value === null);
  const allocations =
    project === null
      ? view.years.map((each) => ({ year: each.year, amountFen: each.allocatedFen }))
      : (view.projects.find(({ code }) => code === project)?.allocations ?? []);
  return (
    <MoneyChart
      series={series}
      planned={comparable ? allocations : null}
      years={year === null ? yearsOf(view, series) : { first: year, last: year }}
      asOf={frame.moment?.asOf ?? `${view.lastYear}-12-31`}
      stages={allStages.filter((stage) => project === null || stage !== "appropriation")}
    />
  );
}

/** The years of the plan, and those in which money moved before or after. */
function yearsOf({ firstYear, lastYear }: PlanView, series: MoneySeries): { first: number; last: number } {
  const moved = Object.values(series).flatMap((points) => points.map(({ day }) => Number(day.slice(0, 4))));
  return { first: Math.min(firstYear, ...moved), last: Math.max(lastYear, ...moved) };
}

function withoutPaging(query: Frame["query"]): Frame["query"] {
  const { first: _, ...filter } = query;
  return filter;
}

function Sums({ sums }: { sums: StageSums }) {
  const { t } = usePage();
  return (
    <dl className="facts">
      {(["appropriation", "release", "payment"] as const).map((stage) => (
        <div key={stage}>
          <dt>{t(`transfers.net.${stage}`)}</dt>
          <dd>
            <Amount fen={sums[stage]} withUnit />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Pages({ page, pages }: { page: number; pages: number }) {
  const { frame, t, link } = usePage();
  if (pages <= 1) return null;
  const to = (number: number) => link(frame.path, { ...frame.query, page: number === 1 ? null : String(number) });
  return (
    <nav className="pages" aria-label={t("pages.label")}>
      {page > 1 && (
        <a href={to(page - 1)} rel="prev">
          {t("pages.newer")}
        </a>
      )}
      <span>{t("pages.place", { page, pages })}</span>
      {page < pages && (
        <a href={to(page + 1)} rel="next">
          {t("pages.older")}
        </a>
      )}
    </nav>
  );
}

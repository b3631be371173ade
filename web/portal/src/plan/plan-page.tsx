import { inLang, type PlanView } from "@mingzhang/domain";
import { Day } from "@mingzhang/ui";
import type { Change } from "../changes/change.ts";
import { ChangeList } from "../changes/change-list.tsx";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { Local } from "../page/local.tsx";
import { MomentControl } from "../page/moment-control.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";
import { allStages, MoneyChart } from "../charts/money-chart.tsx";
import type { MoneySeries } from "../charts/money-series.ts";
import { chartCss } from "../style/chart-css.ts";
import { EarlierPlan } from "./earlier-plan.tsx";
import { Funding } from "./funding.tsx";
import { Glance } from "./glance.tsx";
import { Matrix } from "./matrix.tsx";
import { Milestones } from "./milestones.tsx";
import { MoneyPath } from "./money-path.tsx";
import { Projects } from "./projects.tsx";
import { Sources } from "./sources.tsx";

export interface PlanModel {
  readonly view: PlanView;
  /** The newest records, as sentences. */
  readonly changes: readonly Change[];
  /** Running sums of all of the plan's money. */
  readonly series: MoneySeries;
}

/** A plan at a glance: how much, from where, to whom, how far, what is late, what has changed. */
export function planPage(frame: Frame, model: PlanModel): RenderedPage {
  const name = inLang(model.view.name, frame.lang === "en" ? "en" : "zh");
  return renderDocument({ frame, title: () => name, body: <Plan {...model} />, css: chartCss });
}

const parts = ["glance", "money", "funding", "matrix", "projects", "milestones", "sources", "changes"] as const;

function Plan({ view, changes, series }: PlanModel) {
  const { frame, t } = usePage();
  return (
    <>
      <h1>
        <Local text={view.name} />
      </h1>
      <Adoption view={view} />
      <MomentControl />
      <nav className="contents" aria-label={t("plan.contents")}>
        <ul>
          {parts.map((part) => (
            <li key={part}>
              <a href={`#${part}`}>{t(`part.${part}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Glance view={view} />
      <Section id="money" title={t("part.money")}>
        <MoneyPath view={view} />
        <MoneyChart
          series={series}
          planned={view.years.map(({ year, allocatedFen }) => ({ year, amountFen: allocatedFen }))}
          years={{ first: view.firstYear, last: view.lastYear }}
          asOf={frame.moment?.asOf ?? `${view.lastYear}-12-31`}
          stages={allStages}
        />
      </Section>
      <Funding view={view} />
      <Matrix view={view} />
      <Projects view={view} />
      <Milestones view={view} />
      <Sources view={view} />
      {view.earlierPlan && <EarlierPlan earlier={view.earlierPlan} />}
      <LatestChanges view={view} changes={changes} />
    </>
  );
}

function Adoption({ view }: { view: PlanView }) {
  const { t } = usePage();
  return (
    <div className="under-title">
      <p>
        <Local text={view.donor} /> → <Local text={view.recipient} />
        {t("plan.span", { first: view.firstYear, last: view.lastYear })}
      </p>
      <p className="soft">
        {t("plan.document")}
        <span lang="zh-CN">{view.document}</span> · {t("plan.adoptedOn")}
        <Day date={view.adoptedOn} long />
        {view.adoptedOnAssumed && t("plan.dateAssumed")}
      </p>
      {view.closedOn && (
        <p className="warn">
          {t("plan.closedOn")}
          <Day date={view.closedOn} long />
        </p>
      )}
    </div>
  );
}

function LatestChanges({ view, changes }: Pick<PlanModel, "view" | "changes">) {
  const { t, link } = usePage();
  return (
    <Section id="changes" title={t("part.changes")} lead={t("changes.latest")}>
      <ChangeList changes={changes} />
      <p>
        <a href={link(`/plans/${view.slug}/changes`)}>{t("changes.all")}</a>
      </p>
    </Section>
  );
}

import { inLang, type PlanView, type ProjectView } from "@mingzhang/domain";
import { Amount, type Column, Day, ProjectStatus, Table } from "@mingzhang/ui";
import type { Change } from "../changes/change.ts";
import { ChangeList } from "../changes/change-list.tsx";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { Local } from "../page/local.tsx";
import { MomentControl } from "../page/moment-control.tsx";
import { usePage } from "../page/page-context.tsx";
import { PlanCrumb } from "../page/plan-crumb.tsx";
import { Section } from "../page/section.tsx";
import { MilestoneList } from "../plan/milestones.tsx";
import { Progress, ProjectMoney } from "../plan/projects.tsx";
import { Quantities } from "../plan/quantities.tsx";
import { SourceList } from "../plan/sources.tsx";
import { evidenceCss } from "../style/evidence-css.ts";
import { Statement } from "../transfers/statement.tsx";
import type { Transfer } from "../transfers/transfer.ts";
import { Evidence, type Withdrawals } from "./evidence.tsx";

export interface ProjectModel {
  readonly view: PlanView;
  readonly project: ProjectView;
  /** The newest movements of the project's money, with how many there are in all. */
  readonly transfers: readonly Transfer[];
  readonly transferCount: number;
  readonly changes: readonly Change[];
  /** What of the evidence is withdrawn by now, also where the page is about a time before that. */
  readonly withdrawals?: Withdrawals;
}

const none: Withdrawals = new Map();

/** One project: what it is, how far the work and the money have come, what is late. */
export function projectPage(frame: Frame, model: ProjectModel): RenderedPage {
  const name = inLang(model.project.name, frame.lang === "en" ? "en" : "zh");
  return renderDocument({ frame, title: () => name, body: <Project {...model} />, css: evidenceCss });
}

function Project({ view, project, transfers, transferCount, changes, withdrawals = none }: ProjectModel) {
  const { t, link } = usePage();
  const milestones = project.milestones.map((milestone) => ({ milestone, project: null }));
  return (
    <>
      <PlanCrumb />
      <h1>
        <Local text={project.name} />
      </h1>
      <p className="aside">
        <ProjectStatus status={project.status} />
        <span>{t("plan.years", { first: project.startYear, last: project.endYear })}</span>
      </p>
      <p className="prose">
        <Local text={project.description} />
      </p>
      <MomentControl />
      <Section id="work" title={t("project.work")}>
        <Progress project={project} />
        <Quantities quantities={project.quantities} measured />
        <About view={view} project={project} />
      </Section>
      <Section id="money" title={t("project.money")}>
        <ProjectMoney project={project} />
        <div className="columns">
          <Allocations project={project} />
          <Investment project={project} />
        </div>
      </Section>
      <Section id="milestones" title={t("milestones.title")}>
        {milestones.length === 0 && <p className="empty">{t("milestones.none")}</p>}
        <MilestoneList placed={milestones} />
      </Section>
      <Evidence project={project} withdrawals={withdrawals} />
      <Section id="transfers" title={t("transfers.title")}>
        <Statement transfers={transfers} caption={t("transfers.newest")} />
        <p>
          <a href={link(`/plans/${view.slug}/transfers`, { project: project.code })}>
            {t("transfers.all", { count: transferCount })}
          </a>
        </p>
      </Section>
      <Section id="changes" title={t("part.changes")}>
        <ChangeList changes={changes} />
        <p>
          <a href={link(`/plans/${view.slug}/changes`, { project: project.code })}>{t("changes.allOfProject")}</a>
        </p>
      </Section>
    </>
  );
}

function About({ view, project }: { view: PlanView; project: ProjectView }) {
  const { t } = usePage();
  const sector = view.sectors.find(({ code }) => code === project.sector);
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t("project.unit")}</dt>
          <dd>
            <Local text={project.responsibleUnit} />
          </dd>
        </div>
        {sector && (
          <div>
            <dt>{t("project.sector")}</dt>
            <dd>
              <Local text={sector.name} />
            </dd>
          </div>
        )}
        <DayFact label={t("project.started")} day={project.startedOn} />
        <DayFact label={t("project.acceptedOn")} day={project.acceptedOn} />
      </dl>
      {project.carriedOver && <p className="note">{t("project.carriedOver")}</p>}
      <Preparation project={project} />
    </>
  );
}

function DayFact({ label, day }: { label: string; day: string | null }) {
  if (day === null) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Day date={day} />
      </dd>
    </div>
  );
}

function Preparation({ project }: { project: ProjectView }) {
  const { t } = usePage();
  if (project.carriedOver && project.preparation.length === 0) return null;
  return (
    <details>
      <summary>
        {t("project.preparation", { done: project.preparation.length, missing: project.missingSteps.length })}
      </summary>
      <ul className="steps">
        {project.preparation.map(({ step, doneOn, document }) => (
          <li key={step}>
            {t(`step.${step}`)} <Day date={doneOn} /> <small lang="zh-CN">{document}</small>
          </li>
        ))}
        {project.missingSteps.map((step) => (
          <li key={step} className="soft">
            {t(`step.${step}`)} — {t("project.stepMissing")}
          </li>
        ))}
      </ul>
    </details>
  );
}

type Allocation = ProjectView["allocations"][number];

function Allocations({ project }: { project: ProjectView }) {
  const { t } = usePage();
  const columns: readonly Column<Allocation>[] = [
    { id: "year", head: t("year.head"), namesRow: true, cell: ({ year }) => t("year.name", { year }), foot: t("sum") },
    {
      id: "amount",
      head: t("project.allocated"),
      figures: true,
      cell: ({ amountFen }) => <Amount fen={amountFen} />,
      foot: <Amount fen={project.allocatedFen} />,
    },
  ];
  return (
    <div>
      <Table
        caption={t("project.allocations")}
        columns={columns}
        rows={project.allocations}
        rowKey={({ year }) => String(year)}
      />
    </div>
  );
}

function Investment({ project }: { project: ProjectView }) {
  const { t } = usePage();
  return (
    <div className="investment">
      <h3>{t("sources.heading")}</h3>
      <SourceList project={project} />
      <dl className="facts">
        <div>
          <dt>{t("sources.investment")}</dt>
          <dd>
            <Amount fen={project.totalInvestmentFen} withUnit />
          </dd>
        </div>
        <div>
          <dt>{t("sources.gap")}</dt>
          <dd>
            <Amount fen={project.unsourcedFen} withUnit />
          </dd>
        </div>
        <div>
          <dt>{t("project.balance")}</dt>
          <dd>
            <Amount fen={project.balanceFen} withUnit />
          </dd>
        </div>
      </dl>
    </div>
  );
}

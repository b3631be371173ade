import { Amount, Badge, ProjectStatus } from "@mingzhang/ui";
import { useParams } from "react-router";
import { FigureLink } from "../because/figure-link.tsx";
import { figures } from "../because/figures.ts";
import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { ProjectViewDocument, type ProjectViewQuery } from "../client/documents.gen.ts";
import { EvidenceSection } from "../evidence/evidence-section.tsx";
import { TransferList } from "../funds/transfer-list.tsx";
import { useText } from "../i18n/text.tsx";
import { MilestoneTable } from "../progress/milestone-table.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { Page } from "../shell/page.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { useView } from "../view/use-view.ts";
import { RecordLink } from "../view/record-link.tsx";
import { NotYet } from "./not-yet.tsx";
import { FundingSources, Preparation, Quantities } from "./project-parts.tsx";

export type ProjectInFull = NonNullable<NonNullable<ProjectViewQuery["plan"]>["project"]>;

/** Everything that is known of one project at both dates. */
export function ProjectPage() {
  const now = usePlanNow();
  const { code = "" } = useParams();
  const { apiLang } = useText();
  const { variables } = useView();
  const asked = { slug: now.slug, code, lang: apiLang, ...variables };
  const answer = useAnswer(ProjectViewDocument, asked, { keep: `${now.slug}/${code}` });
  return (
    <Answered answer={answer} lines={12} asPage>
      {({ plan }) => {
        if (plan === null) {
          return (
            <Page title={now.name}>
              <NotYet adoptedOn={now.adoptedOn} />
            </Page>
          );
        }
        return plan.project === null ? <NotFound /> : <ProjectText slug={plan.slug} project={plan.project} />;
      }}
    </Answered>
  );
}

function ProjectText({ slug, project }: { slug: string; project: ProjectInFull }) {
  const { t } = useText();
  const now = usePlanNow();
  const money = [
    { id: "allocated", figure: figures.allocated(project.code) },
    { id: "released", figure: figures.released(project.code) },
    { id: "paid", figure: figures.paid(project.code) },
    { id: "balance", figure: figures.balance(project.code) },
  ] as const;
  return (
    <Page title={project.name} under={now.name} aside={<ProjectStatus status={project.status} />}>
      <p className="project-line">
        <span lang="zh-CN">{project.category}</span> · <span>{project.responsibleUnit}</span> ·{" "}
        <span>{t("plan.years", { first: project.startYear, last: project.endYear })}</span>{" "}
        {project.carriedOver && <Badge>{t("project.carriedOver")}</Badge>}
      </p>
      <p className="project-description">{project.description}</p>
      <dl className="plan-sums">
        {money.map(({ id, figure }) => (
          <div key={id}>
            <dt>{t(`money.${id}`)}</dt>
            <dd>
              <FigureLink figure={figure}>
                <Amount fen={project[id].fen} withUnit />
              </FigureLink>
            </dd>
          </div>
        ))}
      </dl>
      <div className="actions">
        {(["release", "payment", "progress", "milestone-plan", "preparation"] as const).map((kind) => (
          <RecordLink key={kind} slug={slug} kind={kind} params={{ project: project.code }} />
        ))}
      </div>
      <div className="columns">
        <Quantities project={project} />
        <Preparation project={project} />
        <FundingSources project={project} />
      </div>
      <section className="sheet" aria-labelledby="project-milestones">
        <h2 id="project-milestones">{t("milestones.plain")}</h2>
        {project.milestones.length > 0 ? (
          <MilestoneTable projects={[project]} />
        ) : (
          <p className="empty">{t("milestones.none")}</p>
        )}
      </section>
      <EvidenceSection slug={slug} project={project} />
      <section className="sheet" aria-labelledby="project-transfers">
        <h2 id="project-transfers">{t("transfers.title")}</h2>
        <TransferList slug={slug} filter={{ project: project.code }} pageSize={20} />
      </section>
    </Page>
  );
}

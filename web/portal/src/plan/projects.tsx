import type { PlanView, ProjectView } from "@mingzhang/domain";
import { Amount, Percent, ProjectStatus } from "@mingzhang/ui";
import { ProjectBars } from "../charts/project-bars.tsx";
import { Local } from "../page/local.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";
import { Quantities } from "./quantities.tsx";
import { Meter } from "./share-bar.tsx";

const shownQuantities = 5;

/** Every project with where it stands: state, work done, money. */
export function Projects({ view }: { view: PlanView }) {
  const { t } = usePage();
  return (
    <Section id="projects" title={t("projects.title")} lead={t("projects.lead")}>
      <ProjectBars view={view} />
      <ul className="cards">
        {view.projects.map((project) => (
          <ProjectCard key={project.code} project={project} view={view} />
        ))}
      </ul>
    </Section>
  );
}

function ProjectCard({ project, view }: { project: ProjectView; view: PlanView }) {
  const { t, link } = usePage();
  const sector = view.sectors.find(({ code }) => code === project.sector);
  return (
    <li className="card">
      <h3>
        <a href={link(`/plans/${view.slug}/projects/${project.code}`)}>
          <Local text={project.name} />
        </a>
      </h3>
      <p className="aside">
        {sector && (
          <span>
            <Local text={sector.name} />
          </span>
        )}
        <span>
          <Local text={project.responsibleUnit} />
        </span>
        <ProjectStatus status={project.status} />
      </p>
      <Progress project={project} />
      <Quantities quantities={project.quantities.slice(0, shownQuantities)} />
      {project.quantities.length > shownQuantities && (
        <p className="aside">
          <a href={`${link(`/plans/${view.slug}/projects/${project.code}`)}#work`}>
            {t("quantity.more", { count: project.quantities.length - shownQuantities })}
          </a>
        </p>
      )}
      <ProjectMoney project={project} />
    </li>
  );
}

export function Progress({ project }: { project: ProjectView }) {
  const { t } = usePage();
  if (project.progressPercent === null) return <p className="soft">{t("project.noProgress")}</p>;
  return (
    <p className="progress">
      <span>
        {t("project.progress")} <Percent value={project.progressPercent} />
      </span>
      <Meter percent={project.progressPercent} />
    </p>
  );
}

export function ProjectMoney({ project }: { project: ProjectView }) {
  const { t } = usePage();
  const sums = [
    { id: "allocated", fen: project.allocatedFen },
    { id: "released", fen: project.releasedFen },
    { id: "paid", fen: project.paidFen },
  ] as const;
  return (
    <dl className="facts">
      {sums.map(({ id, fen }) => (
        <div key={id}>
          <dt>{t(`project.${id}`)}</dt>
          <dd>
            <Amount fen={fen} withUnit />
          </dd>
        </div>
      ))}
    </dl>
  );
}

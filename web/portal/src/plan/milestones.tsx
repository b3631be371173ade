import type { MilestoneView, PlanView, ProjectView } from "@mingzhang/domain";
import { Day, MilestoneStatus } from "@mingzhang/ui";
import { Local } from "../page/local.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

export interface PlacedMilestone {
  readonly milestone: MilestoneView;
  /** The project it belongs to, where the page is not about that project alone. */
  readonly project: ProjectView | null;
}

/** What is late first, then what comes next, then what is done, folded away. */
export function Milestones({ view }: { view: PlanView }) {
  const { t } = usePage();
  const all = view.projects.flatMap((project) => project.milestones.map((milestone) => ({ milestone, project })));
  const byDue = all.toSorted((a, b) => (a.milestone.dueOn < b.milestone.dueOn ? -1 : 1));
  const late = byDue.filter(({ milestone: { status } }) => status === "overdue" || status === "missed");
  const next = byDue.filter(({ milestone: { status } }) => status === "planned");
  const reached = byDue.filter(({ milestone: { status } }) => status === "reached");
  return (
    <Section id="milestones" title={t("milestones.title")}>
      {all.length === 0 && <p className="empty">{t("milestones.none")}</p>}
      {late.length > 0 && <h3>{t("milestones.late", { count: late.length })}</h3>}
      <MilestoneList placed={late} />
      {next.length > 0 && <h3>{t("milestones.next", { count: next.length })}</h3>}
      <MilestoneList placed={next} />
      {reached.length > 0 && (
        <details>
          <summary>{t("milestones.reached", { count: reached.length })}</summary>
          <MilestoneList placed={reached} />
        </details>
      )}
    </Section>
  );
}

export function MilestoneList({ placed }: { placed: readonly PlacedMilestone[] }) {
  const { frame, link } = usePage();
  if (placed.length === 0) return null;
  return (
    <ul className="milestones">
      {placed.map(({ milestone, project }) => (
        <li key={`${project?.code ?? ""}/${milestone.code}`}>
          <MilestoneStatus status={milestone.status} />
          <span className="what">
            <Local text={milestone.name} />
            {project && (
              <a href={link(`/plans/${frame.plan?.slug ?? ""}/projects/${project.code}`)}>
                <Local text={project.name} />
              </a>
            )}
          </span>
          <Dates milestone={milestone} />
        </li>
      ))}
    </ul>
  );
}

function Dates({ milestone }: { milestone: MilestoneView }) {
  const { t } = usePage();
  const { dueOn, originalDueOn, reachedOn, daysLate, status } = milestone;
  return (
    <span className="dates">
      <span>
        {t("milestone.due")} <Day date={dueOn} />
      </span>
      {originalDueOn !== dueOn && (
        <span>
          {t("milestone.original")} <Day date={originalDueOn} />
        </span>
      )}
      {reachedOn && (
        <span>
          {t("milestone.reachedOn")} <Day date={reachedOn} />
        </span>
      )}
      {daysLate !== null && status !== "missed" && (
        <span className="warn">
          {t(status === "reached" ? "milestone.wasLate" : "milestone.isLate", { days: daysLate })}
        </span>
      )}
    </span>
  );
}

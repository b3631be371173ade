import { type Column, Day, MilestoneStatus, Table } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import type { ProjectOnPage } from "../plan/matrix.ts";
import { ViewLink } from "../view/view-link.tsx";

interface Row {
  readonly project: ProjectOnPage;
  readonly milestone: ProjectOnPage["milestones"][number];
}

/** The same milestones as the timeline shows, by due date. `slug`: the plan, where the projects are to be named. */
export function MilestoneTable({ slug, projects }: { slug?: string; projects: readonly ProjectOnPage[] }) {
  const { t } = useText();
  const rows = projects
    .flatMap((project) => project.milestones.map((milestone): Row => ({ project, milestone })))
    .toSorted((a, b) => a.milestone.dueOn.localeCompare(b.milestone.dueOn));
  const ofProject: Column<Row> = {
    id: "project",
    head: t("matrix.project"),
    cell: ({ project }) => (
      <ViewLink className="name-in-table" to={`/plans/${slug}/projects/${project.code}`}>
        {project.name}
      </ViewLink>
    ),
  };
  return (
    <Table
      caption={t("milestones.caption")}
      captionUnseen
      rows={rows}
      rowKey={({ project, milestone }) => `${project.code}/${milestone.code}`}
      columns={[
        { id: "name", head: t("milestones.name"), namesRow: true, cell: ({ milestone }) => milestone.name },
        ...(slug === undefined ? [] : [ofProject]),
        {
          id: "status",
          head: t("progress.status"),
          cell: ({ milestone }) => <MilestoneStatus status={milestone.status} />,
        },
        {
          id: "due",
          head: t("milestones.due"),
          cell: ({ milestone: { dueOn, originalDueOn } }) => (
            <>
              <Day date={dueOn} />
              {dueOn !== originalDueOn && (
                <span className="soft">
                  {" "}
                  {t("milestones.original")} <Day date={originalDueOn} />
                </span>
              )}
            </>
          ),
        },
        {
          id: "reached",
          head: t("milestones.reached"),
          cell: ({ milestone: { reachedOn } }) => (reachedOn ? <Day date={reachedOn} /> : "—"),
        },
        {
          id: "late",
          head: t("milestones.late"),
          figures: true,
          cell: ({ milestone: { daysLate } }) => (daysLate ? t("unit.days", { days: daysLate }) : "—"),
        },
      ]}
    />
  );
}

import type { MilestoneView, ProjectView } from "@mingzhang/domain";
import { dayColumn, integerColumn, publishedTable, required, simulatedColumn, textColumn } from "./table.ts";

interface Row {
  readonly project: ProjectView;
  readonly milestone: MilestoneView;
  readonly simulated: boolean;
}

/** Every planned step with the day it was due, first and now, and what became of it. */
export const milestonesTable = publishedTable<Row>({
  name: "milestones",
  title: { zh: "项目节点", en: "Milestones" },
  primaryKey: ["project", "milestone"],
  references: [{ column: "project", table: "projects" }],
  columns: [
    required(textColumn("project", ({ project }) => project.code)),
    textColumn("project_name_zh", ({ project }) => project.name.zh),
    textColumn("project_name_en", ({ project }) => project.name.en),
    required(textColumn("milestone", ({ milestone }) => milestone.code)),
    textColumn("milestone_name_zh", ({ milestone }) => milestone.name.zh),
    textColumn("milestone_name_en", ({ milestone }) => milestone.name.en),
    required(dayColumn("original_due_on", ({ milestone }) => milestone.originalDueOn)),
    required(dayColumn("due_on", ({ milestone }) => milestone.dueOn)),
    dayColumn("reached_on", ({ milestone }) => milestone.reachedOn),
    required(textColumn("status", ({ milestone }) => milestone.status)),
    integerColumn("days_late", ({ milestone }) => milestone.daysLate),
    simulatedColumn(({ simulated }) => simulated),
  ],
  rows: (_, { view: { projects, simulated } }) => {
    const rows = projects.flatMap((project) =>
      project.milestones.map((milestone): Row => ({ project, milestone, simulated })),
    );
    return Promise.resolve({ rows });
  },
});

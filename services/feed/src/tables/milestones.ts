import type { MilestoneView, ProjectView } from "@mingzhang/domain";
import type { DataAnswer } from "../http/data-route.ts";
import { planOf, type Question } from "../http/question.ts";
import { dayColumn, integerColumn, simulatedColumn, tableAnswer, type TableColumn, textColumn } from "./table.ts";

interface Row {
  readonly project: ProjectView;
  readonly milestone: MilestoneView;
}

/** Every planned step with the day it was due, first and now, and what became of it. */
export async function milestonesTable(question: Question): Promise<DataAnswer> {
  const plan = await planOf(question, question.param("slug"));
  const rows = plan.view.projects.flatMap((project) =>
    project.milestones.map((milestone): Row => ({ project, milestone })),
  );
  const columns: readonly TableColumn<Row>[] = [
    textColumn("project", ({ project }) => project.code),
    textColumn("project_name_zh", ({ project }) => project.name.zh),
    textColumn("project_name_en", ({ project }) => project.name.en),
    textColumn("milestone", ({ milestone }) => milestone.code),
    textColumn("milestone_name_zh", ({ milestone }) => milestone.name.zh),
    textColumn("milestone_name_en", ({ milestone }) => milestone.name.en),
    dayColumn("original_due_on", ({ milestone }) => milestone.originalDueOn),
    dayColumn("due_on", ({ milestone }) => milestone.dueOn),
    dayColumn("reached_on", ({ milestone }) => milestone.reachedOn),
    textColumn("status", ({ milestone }) => milestone.status),
    integerColumn("days_late", ({ milestone }) => milestone.daysLate),
    simulatedColumn(() => plan.view.simulated),
  ];
  return tableAnswer({ name: "milestones", plan, columns, rows });
}

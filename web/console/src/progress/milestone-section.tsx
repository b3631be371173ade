import { useText } from "../i18n/text.tsx";
import type { PlanOnPage } from "../plan/matrix.ts";
import { MilestoneTable } from "./milestone-table.tsx";
import { Timeline } from "./timeline-picture.tsx";
import { withMilestones } from "./timeline.ts";

export function MilestoneSection({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  const projects = withMilestones(plan.projects);
  return (
    <section aria-labelledby="milestones" className="sheet">
      <div className="section-head">
        <h2 id="milestones">{t("milestones.title")}</h2>
        {projects.length > 0 && <p>{t("milestones.hint")}</p>}
      </div>
      <Timeline plan={plan} />
      {projects.length > 0 ? (
        <MilestoneTable slug={plan.slug} projects={projects} />
      ) : (
        <p className="empty">{t("milestones.none")}</p>
      )}
    </section>
  );
}

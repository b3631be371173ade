import { Day } from "@mingzhang/ui";
import type { CSSProperties } from "react";
import { useText } from "../i18n/text.tsx";
import type { PlanOnPage, ProjectOnPage } from "../plan/matrix.ts";
import { ViewLink } from "../view/view-link.tsx";
import { isWithin, placeOf, type Span, timelineSpan, yearsOf } from "./timeline.ts";

/** Projects as bands over the years, milestones as marks on them, and the day that the page stands on as a line. */
export function Timeline({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  const span = timelineSpan(plan);
  const years = yearsOf(span);
  return (
    <div className="timeline-frame" role="group" aria-label={t("milestones.title")} tabIndex={0}>
      <div className="timeline" style={{ "--years": years.length } as CSSProperties}>
        <div className="timeline-row timeline-years" aria-hidden="true">
          <span />
          <div className="timeline-track">
            {years.map((year) => (
              <span key={year}>{year}</span>
            ))}
          </div>
        </div>
        <ul>
          {plan.projects.map((project) => (
            <Row key={project.code} slug={plan.slug} project={project} span={span} />
          ))}
        </ul>
        {isWithin(plan.pair.asOf, span) && (
          <div className="timeline-row timeline-now">
            <span />
            <div className="timeline-track">
              <span className="timeline-line" style={at(placeOf(plan.pair.asOf, span))}>
                <span>
                  <Day date={plan.pair.asOf} />
                </span>
              </span>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

function Row({ slug, project, span }: { slug: string; project: ProjectOnPage; span: Span }) {
  const start = placeOf(`${project.startYear}-01-01`, span);
  const end = placeOf(`${project.endYear + 1}-01-01`, span);
  return (
    <li className="timeline-row">
      <ViewLink to={`/plans/${slug}/projects/${project.code}`} className="timeline-name">
        {project.name}
      </ViewLink>
      <div className="timeline-track">
        <span
          className="timeline-band"
          data-status={project.status}
          style={{ ...at(start), inlineSize: `${end - start}%` }}
        />
        {project.milestones.map((milestone) => (
          <Mark key={milestone.code} milestone={milestone} span={span} />
        ))}
      </div>
    </li>
  );
}

const shapes = {
  planned: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z",
  overdue: "M8 1.8 14.6 13.6H1.4Z",
  reached: "M8 1.8 14.2 8 8 14.2 1.8 8Z",
  missed: "M3.5 3.5l9 9M12.5 3.5l-9 9",
} as const;

function Mark({ milestone, span }: { milestone: ProjectOnPage["milestones"][number]; span: Span }) {
  const { t } = useText();
  const { name, status, dueOn, originalDueOn, reachedOn } = milestone;
  const place = placeOf(reachedOn ?? dueOn, span);
  const original = placeOf(originalDueOn, span);
  const said = `${name} · ${t(`milestone.status.${status}`)} · ${reachedOn ?? dueOn}`;
  return (
    <>
      {original !== place && (
        <span
          className="timeline-shift"
          aria-hidden="true"
          style={{ ...at(Math.min(original, place)), inlineSize: `${Math.abs(place - original)}%` }}
        />
      )}
      <span className="timeline-mark" data-status={status} style={at(place)} role="img" aria-label={said} title={said}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d={shapes[status]} />
        </svg>
      </span>
    </>
  );
}

function at(percent: number): CSSProperties {
  return { insetInlineStart: `${percent}%` };
}

import type { ProjectView } from "@mingzhang/domain";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { Local } from "../page/local.tsx";
import { MomentControl } from "../page/moment-control.tsx";
import { usePage } from "../page/page-context.tsx";
import { PlanCrumb } from "../page/plan-crumb.tsx";
import type { Change } from "./change.ts";
import { chartCss } from "../style/chart-css.ts";
import { ChangeList } from "./change-list.tsx";
import type { Revision } from "./revision.ts";
import { Revisions } from "./revision-list.tsx";

export interface ChangesModel {
  readonly changes: readonly Change[];
  readonly total: number;
  /** Decisions that moved planned money, newest first; null on a page that is about something else. */
  readonly revisions: readonly Revision[] | null;
  /** The one project that the records are about; null for all of the plan. */
  readonly project: ProjectView | null;
  /** Cursor of the page with older events; null on the last page. */
  readonly older: string | null;
}

/** Everything that was recorded of a plan, the newest record first. */
export function changesPage(frame: Frame, model: ChangesModel): RenderedPage {
  return renderDocument({ frame, title: (t) => t("changes.title"), body: <Changes {...model} />, css: chartCss });
}

function Changes({ changes, total, revisions, project, older }: ChangesModel) {
  const { frame, t, link } = usePage();
  return (
    <>
      <PlanCrumb />
      <h1>{t("changes.title")}</h1>
      <p className="lead">{t("changes.lead", { total })}</p>
      {project && (
        <p className="aside">
          <span>
            {t("changes.only")}
            <Local text={project.name} />
          </span>
          <a href={link(frame.path)}>{t("filter.clear")}</a>
        </p>
      )}
      <MomentControl />
      {revisions && <Revisions revisions={revisions} />}
      <section aria-labelledby="all-title">
        <h2 id="all-title" className={revisions ? undefined : "mz-aside"}>
          {t("changes.title")}
        </h2>
        <ChangeList changes={changes} />
      </section>
      <nav className="pages" aria-label={t("pages.label")}>
        {frame.query.after && (
          <a href={link(frame.path, { project: project?.code ?? null })} rel="first">
            {t("pages.newest")}
          </a>
        )}
        {older !== null && (
          <a href={link(frame.path, { project: project?.code ?? null, after: older })} rel="next">
            {t("pages.older")}
          </a>
        )}
      </nav>
    </>
  );
}

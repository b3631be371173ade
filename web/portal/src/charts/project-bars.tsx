import type { PlanView } from "@mingzhang/domain";
import { percentText } from "@mingzhang/ledger";
import { Percent } from "@mingzhang/ui";
import { Local } from "../page/local.tsx";
import { usePage } from "../page/page-context.tsx";
import { Bar } from "./bar.tsx";

/** Of each project how much is done and how much of its money is paid, both from nothing to all. */
export function ProjectBars({ view }: { view: PlanView }) {
  const { frame, t, link } = usePage();
  return (
    <figure className="chart">
      <figcaption>
        {t("chart.projects")} {frame.moment && <small>{t("chart.asOf", { day: frame.moment.asOf })}</small>}
      </figcaption>
      <ul className="year-bars">
        {view.projects.map(({ code, name, progressPercent, paidFen, allocatedFen }) => (
          <li key={code}>
            <h3>
              <a href={link(`/plans/${view.slug}/projects/${code}`)}>
                <Local text={name} />
              </a>
            </h3>
            <ul className="bars">
              <li>
                <span className="bar-name">{t("chart.project.work")}</span>
                {progressPercent === null ? (
                  <span className="soft wide">{t("chart.project.unstated")}</span>
                ) : (
                  <>
                    <Bar percent={progressPercent} kind="work" />
                    <Percent value={progressPercent} />
                  </>
                )}
              </li>
              <li>
                <span className="bar-name">{t("chart.project.paid")}</span>
                <Bar percent={percentText(paidFen, allocatedFen)} kind="paid" />
                <Percent value={percentText(paidFen, allocatedFen)} />
              </li>
            </ul>
          </li>
        ))}
      </ul>
      <p className="note">{t("chart.projectsNote")}</p>
    </figure>
  );
}

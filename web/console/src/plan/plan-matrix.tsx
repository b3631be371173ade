import { percentText } from "@mingzhang/ledger";
import { Amount, Percent } from "@mingzhang/ui";
import { useMemo } from "react";
import { FigureLink } from "../because/figure-link.tsx";
import { figures } from "../because/figures.ts";
import { useText } from "../i18n/text.tsx";
import { ViewLink } from "../view/view-link.tsx";
import { amountIn, type MatrixGroup, matrixGroups, type PlanOnPage } from "./matrix.ts";
import { MatrixFoot } from "./matrix-foot.tsx";

/** Year × project as the plan's annex prints it. Every figure leads to the events behind it. */
export function PlanMatrix({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  const groups = useMemo(() => matrixGroups(plan), [plan]);
  const years = plan.years.map(({ year }) => year);
  const total = BigInt(plan.total.fen);
  return (
    <div className="matrix-frame" role="group" aria-labelledby="matrix-caption" tabIndex={0}>
      <table className="matrix">
        <caption id="matrix-caption" className="mz-aside">
          {t("matrix.caption", { plan: plan.name })}
        </caption>
        <thead>
          <tr>
            <th scope="col" className="matrix-name">
              {t("matrix.project")}
            </th>
            <th scope="col" className="matrix-unit">
              {t("matrix.unit")}
            </th>
            {years.map((year) => (
              <th key={year} scope="col" className="mz-figures">
                {year}
              </th>
            ))}
            <th scope="col" className="mz-figures matrix-sum">
              {t("matrix.sum")}
            </th>
            <th scope="col" className="mz-figures">
              {t("matrix.share")}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <MatrixSector key={group.sector.code} group={group} slug={plan.slug} years={years} total={total} />
        ))}
        <MatrixFoot plan={plan} />
      </table>
    </div>
  );
}

interface MatrixSectorProps {
  readonly group: MatrixGroup;
  readonly slug: string;
  readonly years: readonly number[];
  readonly total: bigint;
}

function MatrixSector({ group, slug, years, total }: MatrixSectorProps) {
  const { t } = useText();
  const { sector, projects } = group;
  return (
    <tbody>
      <tr className="matrix-sector">
        <th scope="rowgroup" className="matrix-name">
          {sector.name}
        </th>
        <td className="matrix-unit">{t("sums.projects", { count: projects.length })}</td>
        {years.map((year) => (
          <td key={year} className="mz-figures">
            <Cell fen={amountIn(sector.years, year)} figure={figures.sectorYear(sector.code, year)} />
          </td>
        ))}
        <td className="mz-figures matrix-sum">
          <Cell fen={sector.allocated.fen} figure={figures.sector(sector.code)} />
        </td>
        <td className="mz-figures">
          <Percent value={sector.sharePercent} />
        </td>
      </tr>
      {projects.map((project) => (
        <tr key={project.code}>
          <th scope="row" className="matrix-name">
            <span className="matrix-number">{project.number}</span>
            <ViewLink to={`/plans/${slug}/projects/${project.code}`}>{project.name}</ViewLink>
          </th>
          <td className="matrix-unit">{project.responsibleUnit}</td>
          {years.map((year) => (
            <td key={year} className="mz-figures">
              <Cell fen={amountIn(project.allocations, year)} figure={figures.allocation(project.code, year)} />
            </td>
          ))}
          <td className="mz-figures matrix-sum">
            <Cell fen={project.allocated.fen} figure={figures.allocated(project.code)} />
          </td>
          <td className="mz-figures">
            <Percent value={percentText(BigInt(project.allocated.fen), total)} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

/** A year without an allocation is left blank as in the annex, not a zero. */
function Cell({ fen, figure }: { fen: string | null; figure: string }) {
  if (fen === null) return <span className="matrix-blank" aria-hidden="true" />;
  return (
    <FigureLink figure={figure}>
      <Amount fen={fen} />
    </FigureLink>
  );
}

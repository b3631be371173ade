import { percentText } from "@mingzhang/ledger";
import { fenOf, Percent, ProjectStatus, Table } from "@mingzhang/ui";
import { FigureLink } from "../because/figure-link.tsx";
import { figures } from "../because/figures.ts";
import { useText } from "../i18n/text.tsx";
import type { PlanOnPage, ProjectOnPage } from "../plan/matrix.ts";
import { ViewLink } from "../view/view-link.tsx";
import { ShareBars } from "./share-bars.tsx";

/** Money against physical progress: payments are meant to follow the work, and here one sees whether they do. */
export function MoneyAndProgress({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  return (
    <section aria-labelledby="progress" className="sheet">
      <div className="section-head">
        <h2 id="progress">{t("progress.title")}</h2>
        <p>{t("progress.hint")}</p>
      </div>
      <Table
        caption={t("progress.title")}
        captionUnseen
        rows={plan.projects}
        rowKey={(project) => project.code}
        columns={[
          {
            id: "project",
            head: t("matrix.project"),
            namesRow: true,
            cell: ({ code, name }) => <ViewLink to={`/plans/${plan.slug}/projects/${code}`}>{name}</ViewLink>,
          },
          { id: "status", head: t("progress.status"), cell: ({ status }) => <ProjectStatus status={status} /> },
          {
            id: "bars",
            head: <BarsKey />,
            cell: (project) => <ShareBars {...shares(project)} progress={project.progressPercent} />,
          },
          {
            id: "released",
            head: t("progress.releasedShare"),
            figures: true,
            cell: (project) => <Percent value={shares(project).released} digits={1} />,
          },
          {
            id: "paid",
            head: t("progress.paidShare"),
            figures: true,
            cell: (project) => <Percent value={shares(project).paid} digits={1} />,
          },
          {
            id: "progress",
            head: t("progress.physical"),
            figures: true,
            cell: ({ code, progressPercent }) =>
              progressPercent === null ? (
                <Percent value={null} />
              ) : (
                <FigureLink figure={figures.progress(code)}>
                  <Percent value={progressPercent} digits={1} />
                </FigureLink>
              ),
          },
        ]}
      />
    </section>
  );
}

function shares({ allocated, released, paid }: ProjectOnPage): { released: string; paid: string } {
  const whole = fenOf(allocated.fen) ?? 0n;
  return {
    released: percentText(fenOf(released.fen) ?? 0n, whole),
    paid: percentText(fenOf(paid.fen) ?? 0n, whole),
  };
}

function BarsKey() {
  const { t } = useText();
  return (
    <span className="bars-key">
      <span className="key-released">{t("money.released")}</span>
      <span className="key-paid">{t("money.paid")}</span>
      <span className="key-progress">{t("progress.physical")}</span>
    </span>
  );
}

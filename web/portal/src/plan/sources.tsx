import type { PlanView, ProjectView } from "@mingzhang/domain";
import { Amount, type Column, Table } from "@mingzhang/ui";
import { Local } from "../page/local.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

/** Other money beside the plan's, as far as the document names it, and what nobody has been named for. */
export function Sources({ view }: { view: PlanView }) {
  const { t, link } = usePage();
  const columns: readonly Column<ProjectView>[] = [
    {
      id: "project",
      head: t("matrix.project"),
      namesRow: true,
      cell: ({ code, name }) => (
        <a href={link(`/plans/${view.slug}/projects/${code}`)}>
          <Local text={name} />
        </a>
      ),
    },
    {
      id: "total",
      head: t("sources.investment"),
      figures: true,
      cell: ({ totalInvestmentFen }) => <Amount fen={totalInvestmentFen} />,
    },
    { id: "sources", head: t("sources.sources"), cell: (project) => <SourceList project={project} /> },
    { id: "gap", head: t("sources.gap"), figures: true, cell: ({ unsourcedFen }) => <Amount fen={unsourcedFen} /> },
  ];
  return (
    <Section id="sources" title={t("sources.title")} lead={t("sources.lead")}>
      <Table caption={t("sources.table")} columns={columns} rows={view.projects} rowKey={({ code }) => code} />
    </Section>
  );
}

export function SourceList({ project }: { project: ProjectView }) {
  const { t } = usePage();
  return (
    <ul className="sources">
      {project.fundingSources.map((source, index) => (
        <li key={index}>
          {t(`source.${source.kind}`)}{" "}
          {source.amountFen === null ? (
            <span className="soft">{t("sources.unstated")}</span>
          ) : (
            <Amount fen={source.amountFen} withUnit />
          )}
          {source.note && (
            <small>
              {" "}
              <Local text={source.note} />
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}

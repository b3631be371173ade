import { Amount, Day, Percent, StatusMark, Table } from "@mingzhang/ui";
import { FigureLink } from "../because/figure-link.tsx";
import { figures } from "../because/figures.ts";
import { useText } from "../i18n/text.tsx";
import { preparationSteps } from "../record/steps.ts";
import type { ProjectInFull } from "./project-page.tsx";

export function Quantities({ project }: { project: ProjectInFull }) {
  const { t } = useText();
  return (
    <section className="sheet" aria-labelledby="quantities">
      <h2 id="quantities">{t("project.quantities")}</h2>
      <Table
        caption={t("project.quantities")}
        captionUnseen
        rows={project.quantities}
        rowKey={(quantity) => quantity.code}
        empty={t("project.noQuantities")}
        columns={[
          {
            id: "name",
            head: t("project.quantity"),
            namesRow: true,
            cell: ({ name, measuredOn }) => (
              <>
                {name}
                {measuredOn && (
                  <div className="soft">
                    {t("project.measuredOn")} <Day date={measuredOn} />
                  </div>
                )}
              </>
            ),
          },
          { id: "done", head: t("project.done"), figures: true, cell: ({ done }) => done },
          {
            id: "planned",
            head: t("project.planned"),
            figures: true,
            cell: ({ planned, unit }) => `${planned} ${unit}`,
          },
        ]}
      />
      <p className="soft">
        {t("progress.physical")}{" "}
        {project.progressPercent === null ? (
          <Percent value={null} />
        ) : (
          <FigureLink figure={figures.progress(project.code)}>
            <Percent value={project.progressPercent} />
          </FigureLink>
        )}
      </p>
    </section>
  );
}

/** Three assessments, the report and three reviews: which are done, and which a start still waits for. */
export function Preparation({ project }: { project: ProjectInFull }) {
  const { t } = useText();
  const done = new Map(project.preparation.map((record) => [record.step, record]));
  return (
    <section className="sheet" aria-labelledby="preparation">
      <h2 id="preparation">{t("project.preparation")}</h2>
      {project.carriedOver && <p className="soft">{t("project.exempt")}</p>}
      <ul className="steps">
        {preparationSteps.map((step) => {
          const record = done.get(step);
          return (
            <li key={step}>
              {record ? (
                <StatusMark shape="tick" tone="good" text={t(`step.${step}`)} />
              ) : (
                <StatusMark shape="ring" tone="plain" text={t(`step.${step}`)} />
              )}
              <span className="soft">
                {record ? (
                  <Day date={record.doneOn} />
                ) : (
                  t(project.carriedOver ? "project.stepExempt" : "project.stepOpen")
                )}
                {record?.document && ` · ${record.document}`}
              </span>
            </li>
          );
        })}
      </ul>
      {project.startedOn && (
        <p>
          {t("project.startedOn")} <Day date={project.startedOn} />
        </p>
      )}
      {project.acceptedOn && (
        <p>
          {t("project.acceptedOn")} <Day date={project.acceptedOn} />
        </p>
      )}
    </section>
  );
}

export function FundingSources({ project }: { project: ProjectInFull }) {
  const { t } = useText();
  const sources = project.fundingSources.map((source, index) => ({ ...source, key: `${source.kind}${index}` }));
  return (
    <section className="sheet" aria-labelledby="sources">
      <h2 id="sources">{t("project.sources")}</h2>
      <Table
        caption={t("project.sources")}
        captionUnseen
        rows={sources}
        rowKey={(source) => source.key}
        columns={[
          {
            id: "kind",
            head: t("project.source"),
            namesRow: true,
            cell: ({ kind, note }) => (
              <>
                {t(`source.${kind}`)}
                {note && <span className="soft"> {note}</span>}
              </>
            ),
            foot: t("project.totalInvestment"),
          },
          {
            id: "amount",
            head: t("project.amount"),
            figures: true,
            cell: ({ amount }) => <Amount fen={amount?.fen} />,
            foot: <Amount fen={project.totalInvestment?.fen} />,
          },
        ]}
      />
      {project.unsourced && project.unsourced.fen !== "0" && (
        <p className="soft">
          {t("project.unsourced")} <Amount fen={project.unsourced.fen} withUnit />
        </p>
      )}
    </section>
  );
}

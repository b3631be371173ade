import { Amount, SimulatedMark, Table } from "@mingzhang/ui";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { PlansDocument } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { Page } from "../shell/page.tsx";
import { useView, useViewPath } from "../view/use-view.ts";
import { ViewLink } from "../view/view-link.tsx";

/** All plans. Where there is but one, its page comes at once. */
export function PlansPage() {
  const { t, apiLang } = useText();
  const { variables } = useView();
  const path = useViewPath();
  const go = useNavigate();
  const answer = useAnswer(PlansDocument, { lang: apiLang, ...variables });
  const only = answer.state === "ready" && answer.data.plans.length === 1 ? answer.data.plans[0]?.slug : undefined;
  useEffect(() => {
    if (only) void go(path(`/plans/${only}`), { replace: true });
  }, [only, go, path]);
  return (
    <Page title={t("plans.title")}>
      <Answered answer={answer}>
        {({ plans }) => (
          <section className="sheet">
            <Table
              caption={t("plans.title")}
              captionUnseen
              rows={plans}
              rowKey={(plan) => plan.slug}
              empty={t("plans.none")}
              columns={[
                {
                  id: "name",
                  head: t("plans.name"),
                  namesRow: true,
                  cell: (plan) => (
                    <>
                      <ViewLink to={`/plans/${plan.slug}`}>{plan.name}</ViewLink> {plan.simulated && <SimulatedMark />}
                      {plan.standsStill && <em className="stands-still">{t("projection.standsStill")}</em>}
                    </>
                  ),
                },
                { id: "who", head: t("plans.who"), cell: ({ donor, recipient }) => `${donor} → ${recipient}` },
                { id: "years", head: t("plans.years"), cell: (plan) => `${plan.firstYear}–${plan.lastYear}` },
                {
                  id: "total",
                  head: t("sums.total"),
                  figures: true,
                  cell: ({ total }) => <Amount fen={total.fen} withUnit />,
                },
              ]}
            />
            <p>
              <ViewLink to="/workbook">{t("plans.import")}</ViewLink>
            </p>
          </section>
        )}
      </Answered>
    </Page>
  );
}

import type { PlanView } from "@mingzhang/domain";
import { percentText } from "@mingzhang/ledger";
import { Amount, Percent } from "@mingzhang/ui";
import { usePage } from "../page/page-context.tsx";
import { Meter } from "./share-bar.tsx";

/** How far the money has come: planned, appropriated, released, paid, and what lies in between. */
export function MoneyPath({ view }: { view: PlanView }) {
  const { t } = usePage();
  const steps = [
    { id: "appropriated", fen: view.appropriatedFen },
    { id: "released", fen: view.releasedFen },
    { id: "paid", fen: view.paidFen },
  ] as const;
  return (
    <div className="money">
      <dl className="money-total">
        <dt>{t("plan.total")}</dt>
        <dd className="big">
          <Amount fen={view.totalFen} withUnit />
        </dd>
        <dd className="soft">
          {t("plan.scope", {
            years: view.years.length,
            sectors: view.sectors.length,
            projects: view.projects.length,
          })}
        </dd>
      </dl>
      <ol className="money-path">
        {steps.map(({ id, fen }) => (
          <li key={id}>
            <span className="step">{t(`money.${id}`)}</span>
            <span className="sum">
              <Amount fen={fen} withUnit />
            </span>
            <Meter percent={percentText(fen, view.totalFen)} />
            <span className="soft">
              {t("money.ofTotal")}
              <Percent value={percentText(fen, view.totalFen)} />
            </span>
          </li>
        ))}
      </ol>
      <Resting view={view} />
    </div>
  );
}

/** Money that has left one hand and not yet reached the next, and what needs a look. */
function Resting({ view }: { view: PlanView }) {
  const { t } = usePage();
  const inProjects = view.projects.reduce((sum, { balanceFen }) => sum + balanceFen, 0n);
  const late = view.projects.flatMap(({ milestones }) =>
    milestones.filter(({ status }) => status === "overdue" || status === "missed"),
  );
  const accepted = view.projects.filter(({ status }) => status === "accepted");
  return (
    <dl className="facts">
      <div>
        <dt>{t("money.inAccount")}</dt>
        <dd>
          <Amount fen={view.accounts.find(({ account }) => account === "earmarked")?.balanceFen ?? null} withUnit />
        </dd>
      </div>
      <div>
        <dt>{t("money.inProjects")}</dt>
        <dd>
          <Amount fen={inProjects} withUnit />
        </dd>
      </div>
      <div>
        <dt>{t("plan.accepted")}</dt>
        <dd>{t("plan.acceptedOf", { accepted: accepted.length, projects: view.projects.length })}</dd>
      </div>
      <div>
        <dt>{t("plan.overdue")}</dt>
        <dd className={late.length > 0 ? "warn" : undefined}>{t("plan.milestoneCount", { count: late.length })}</dd>
      </div>
    </dl>
  );
}

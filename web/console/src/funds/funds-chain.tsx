import { useText } from "../i18n/text.tsx";
import type { PlanOnPage } from "../plan/matrix.ts";
import { ViewLink } from "../view/view-link.tsx";
import { AccountTable } from "./account-table.tsx";
import { FlowPicture } from "./flow-picture.tsx";

/** Treasury → earmarked account → subledgers → payees: as a picture, and as the table that says the same. */
export function FundsChain({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  return (
    <section aria-labelledby="funds" className="sheet">
      <div className="section-head">
        <h2 id="funds">{t("funds.title")}</h2>
        <p>
          {t("funds.hint")} <ViewLink to={`/plans/${plan.slug}/transfers`}>{t("funds.transfers")}</ViewLink>
        </p>
      </div>
      {plan.appropriated.fen === "0" ? <p className="empty">{t("funds.none")}</p> : <FlowPicture plan={plan} />}
      <AccountTable plan={plan} />
    </section>
  );
}

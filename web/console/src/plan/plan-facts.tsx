import { Badge, Day, Instant } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import { CopyText } from "../view/copy-text.tsx";
import type { PlanOnPage } from "./matrix.ts";

/** Who helps whom, by which document, and exactly which view of it this page is. */
export function PlanFacts({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  return (
    <div className="plan-facts">
      <p className="plan-parties">
        <span>{plan.donor}</span>
        <span className="arrow" aria-label={t("plan.assists")} role="img">
          →
        </span>
        <span>{plan.recipient}</span>
        <span className="plan-years">{t("plan.years", { first: plan.firstYear, last: plan.lastYear })}</span>
        {plan.closedOn && (
          <Badge tone="plain">
            {t("plan.closed")} <Day date={plan.closedOn} />
          </Badge>
        )}
      </p>
      {plan.simulated && <p className="plan-simulated">{t("mark.simulatedExplained")}</p>}
      <dl className="fact-line">
        <div>
          <dt>{t("plan.document")}</dt>
          <dd lang="zh-CN">{plan.document}</dd>
        </div>
        <div>
          <dt>{t("plan.adoptedOn")}</dt>
          <dd>
            <Day date={plan.adoptedOn} />
            {plan.adoptedOnAssumed && <span className="soft"> {t("plan.adoptedAssumed")}</span>}
          </dd>
        </div>
        <div>
          <dt>{t("plan.pair")}</dt>
          <dd>
            <Day date={plan.pair.asOf} /> · {t("because.known")} <Instant at={plan.pair.knownAt} />
          </dd>
        </div>
        <div>
          <dt>{t("plan.position")}</dt>
          <dd className="mz-figures">{plan.position}</dd>
        </div>
        <div>
          <dt>{t("plan.stateHash")}</dt>
          <dd>
            <CopyText text={plan.stateHash} shown={plan.stateHash.slice(0, 12)} label={t("plan.copyHash")} />
          </dd>
        </div>
        <div>
          <dt className="mz-aside">{t("plan.permalink")}</dt>
          <dd>
            <CopyText text={permalinkHere(plan)} shown={t("plan.permalink")} label={t("plan.copyLink")} plain />
          </dd>
        </div>
      </dl>
    </div>
  );
}

/** This page with both dates written out, so that the link shows the same for ever. */
function permalinkHere({ pair }: PlanOnPage): string {
  const url = new URL(location.href);
  url.searchParams.set("asOf", pair.asOf);
  url.searchParams.set("knownAt", pair.knownAt);
  return url.href;
}

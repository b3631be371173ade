import { Amount, Day } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import type { PlanOnPage } from "./matrix.ts";

/** What the plan document says of the plan before it. */
export function EarlierPlan({ earlier }: { earlier: NonNullable<PlanOnPage["earlierPlan"]> }) {
  const { t } = useText();
  return (
    <section aria-labelledby="earlier" className="sheet">
      <div className="section-head">
        <h2 id="earlier">{t("earlier.title", { first: earlier.firstYear, last: earlier.lastYear })}</h2>
        <p>
          {t("earlier.reportedTo")} <Day date={earlier.reportedTo} />
        </p>
      </div>
      <dl className="fact-line">
        <div>
          <dt>{t("earlier.planned")}</dt>
          <dd>
            <Amount fen={earlier.planned.fen} withUnit />
          </dd>
        </div>
        <div>
          <dt>{t("earlier.received")}</dt>
          <dd>
            <Amount fen={earlier.received.fen} withUnit />
          </dd>
        </div>
        <div>
          <dt>{t("earlier.projects")}</dt>
          <dd>{t("earlier.counts", { all: earlier.projects, done: earlier.completed, going: earlier.underway })}</dd>
        </div>
      </dl>
    </section>
  );
}

import type { PlanView } from "@mingzhang/domain";
import { Amount, Day } from "@mingzhang/ui";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

/** What the plan's document reports of the plan before it. */
export function EarlierPlan({ earlier }: { earlier: NonNullable<PlanView["earlierPlan"]> }) {
  const { t } = usePage();
  const counts = [
    { id: "projects", count: earlier.projects },
    { id: "completed", count: earlier.completed },
    { id: "underway", count: earlier.underway },
  ] as const;
  return (
    <Section id="earlier" title={t("earlier.title", { first: earlier.firstYear, last: earlier.lastYear })}>
      <p className="lead">
        {t("earlier.reported")}
        <Day date={earlier.reportedTo} long />
      </p>
      <dl className="facts">
        <div>
          <dt>{t("earlier.planned")}</dt>
          <dd>
            <Amount fen={earlier.plannedFen} withUnit />
          </dd>
        </div>
        <div>
          <dt>{t("earlier.received")}</dt>
          <dd>
            <Amount fen={earlier.receivedFen} withUnit />
          </dd>
        </div>
        {counts.map(({ id, count }) => (
          <div key={id}>
            <dt>{t(`earlier.${id}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

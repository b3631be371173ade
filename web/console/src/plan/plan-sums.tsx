import { Amount, fenOf } from "@mingzhang/ui";
import { percentText } from "@mingzhang/ledger";
import { FigureLink } from "../because/figure-link.tsx";
import { figures } from "../because/figures.ts";
import { useText } from "../i18n/text.tsx";
import type { PlanOnPage } from "./matrix.ts";

const kinds = ["appropriated", "released", "paid"] as const;

/** The four sums that everything hangs on, each as a share of the plan. */
export function PlanSums({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  const total = fenOf(plan.total.fen) ?? 0n;
  return (
    <dl className="plan-sums">
      <div>
        <dt>{t("sums.total")}</dt>
        <dd>
          <FigureLink figure={figures.total}>
            <Amount fen={total} withUnit />
          </FigureLink>
        </dd>
        <dd className="soft">{t("sums.projects", { count: plan.projects.length })}</dd>
      </div>
      {kinds.map((kind) => {
        const share = percentText(fenOf(plan[kind].fen) ?? 0n, total);
        return (
          <div key={kind}>
            <dt>{t(`sums.${kind}`)}</dt>
            <dd>
              <FigureLink figure={figures.moved(kind)}>
                <Amount fen={plan[kind].fen} withUnit />
              </FigureLink>
            </dd>
            <dd className="soft">
              <span className="thin-bar" aria-hidden="true">
                <span style={{ inlineSize: `${Math.min(100, Number(share))}%` }} />
              </span>
              {t("sums.ofPlan", { share: `${share}%` })}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

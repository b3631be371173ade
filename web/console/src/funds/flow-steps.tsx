import { Amount, fenOf } from "@mingzhang/ui";
import { useText } from "../i18n/text.tsx";
import type { PlanOnPage } from "../plan/matrix.ts";

/** The chain from top to bottom, for a narrow page: what went on at each step, and what is left there. */
export function FlowSteps({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  const [total, appropriated, released, paid] = [plan.total, plan.appropriated, plan.released, plan.paid].map(
    ({ fen }) => fenOf(fen) ?? 0n,
  ) as [bigint, bigint, bigint, bigint];
  const steps = [
    { name: t("funds.treasury"), left: total - appropriated, leftName: t("funds.toCome"), on: appropriated },
    { name: t("funds.earmarked"), left: appropriated - released, leftName: t("money.balance"), on: released },
    { name: t("funds.subledgers"), left: released - paid, leftName: t("money.balance"), on: paid },
  ];
  const moves = [t("money.appropriated"), t("money.released"), t("money.paid")];
  return (
    <ol className="flow-steps">
      {steps.map(({ name, left, leftName, on }, index) => (
        <li key={name}>
          <span className="flow-step">
            <strong>{name}</strong>
            <span>
              {leftName} <Amount fen={left} withUnit />
            </span>
          </span>
          <span className="flow-move">
            <span aria-hidden="true">↓</span> {moves[index]} <Amount fen={on} withUnit />
          </span>
        </li>
      ))}
      <li>
        <span className="flow-step">
          <strong>{t("funds.payeesPlain")}</strong>
        </span>
      </li>
    </ol>
  );
}

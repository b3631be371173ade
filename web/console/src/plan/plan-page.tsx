import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { PlanViewDocument } from "../client/documents.gen.ts";
import { FundsChain } from "../funds/funds-chain.tsx";
import { useText } from "../i18n/text.tsx";
import { MoneyAndProgress } from "../progress/money-and-progress.tsx";
import { MilestoneSection } from "../progress/milestone-section.tsx";
import { Page } from "../shell/page.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { useView } from "../view/use-view.ts";
import { EarlierPlan } from "./earlier-plan.tsx";
import { NotYet } from "./not-yet.tsx";
import { PlanFacts } from "./plan-facts.tsx";
import { PlanMatrix } from "./plan-matrix.tsx";
import { PlanSums } from "./plan-sums.tsx";

/** The plan at both dates: figures of the annex, where the money is, what was promised for when. */
export function PlanPage() {
  const now = usePlanNow();
  const { t, apiLang } = useText();
  const { variables } = useView();
  const answer = useAnswer(PlanViewDocument, { slug: now.slug, lang: apiLang, ...variables }, { keep: now.slug });
  return (
    <Page title={now.name} headingUnseen>
      <Answered answer={answer} lines={14}>
        {({ plan }) =>
          plan === null ? (
            <NotYet adoptedOn={now.adoptedOn} />
          ) : (
            <>
              <PlanFacts plan={plan} />
              <PlanSums plan={plan} />
              <section aria-labelledby="matrix" className="sheet">
                <div className="section-head">
                  <h2 id="matrix">{t("plan.matrix")}</h2>
                  <p>{t("plan.matrixHint")}</p>
                </div>
                <PlanMatrix plan={plan} />
              </section>
              <FundsChain plan={plan} />
              <MoneyAndProgress plan={plan} />
              <MilestoneSection plan={plan} />
              {plan.earlierPlan && <EarlierPlan earlier={plan.earlierPlan} />}
            </>
          )
        }
      </Answered>
    </Page>
  );
}

import { useSearchParams } from "react-router";
import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { PlanDiffDocument } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { Page } from "../shell/page.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { withParams } from "../view/view-state.ts";
import { ChangeGroups } from "./change-groups.tsx";
import { DiffPresets } from "./diff-presets.tsx";
import { diffParams, isEffect, type Moment, type Moments, readMoments } from "./diff-moments.ts";
import { MomentPicker } from "./moment-picker.tsx";

/** What differs between two moments, and why: the world moved on, or we learnt better. */
export function DiffPage() {
  const { t, apiLang } = useText();
  const plan = usePlanNow();
  const [params, setParams] = useSearchParams();
  const asked = readMoments(params);
  const moments: Moments =
    asked.from.asOf || asked.from.knownAt ? asked : { ...asked, from: { ...asked.from, asOf: plan.adoptedOn } };
  const move = (next: Moments) =>
    setParams((current) => withParams(current, diffParams(next)), { replace: true, preventScrollReset: true });
  const answer = useAnswer(
    PlanDiffDocument,
    {
      slug: plan.slug,
      from: momentInput(moments.from, plan.pair.asOf),
      to: momentInput(moments.to, plan.pair.asOf),
      lang: apiLang,
    },
    { keep: plan.slug },
  );
  return (
    <Page title={t("nav.diff")} under={plan.name}>
      <section className="sheet">
        <DiffPresets plan={plan} onPick={move} />
        {isEffect(moments) && <p className="notice-plain">{t("diff.aroundRecord")}</p>}
        <div className="moments">
          <MomentPicker title={t("diff.from")} moment={moments.from} onChange={(from) => move({ ...moments, from })} />
          <span className="arrow" aria-hidden="true">
            →
          </span>
          <MomentPicker title={t("diff.to")} moment={moments.to} onChange={(to) => move({ ...moments, to })} />
        </div>
      </section>
      <Answered answer={answer}>{({ planDiff }) => <ChangeGroups changes={planDiff.changes} />}</Answered>
    </Page>
  );
}

function momentInput({ asOf, knownAt }: Moment, today: string): { asOf: string; knownAt?: string } {
  return { asOf: asOf ?? today, ...(knownAt && { knownAt }) };
}

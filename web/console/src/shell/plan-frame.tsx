import { lazy, Suspense, useMemo } from "react";
import { Outlet, useOutletContext, useParams, useSearchParams } from "react-router";
import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { PlanNowDocument, type PlanNowQuery } from "../client/documents.gen.ts";
import { useLive } from "../client/live.ts";
import { RevisionProvider } from "../client/revision.tsx";
import { useText } from "../i18n/text.tsx";
import { TimeControl } from "../view/time-control.tsx";
import { PastBanner } from "../view/past-banner.tsx";
import { useView } from "../view/use-view.ts";
import { LastExact } from "../projection/last-exact.tsx";
import { LiveNotice } from "./live-notice.tsx";
import { NotFound } from "./not-found.tsx";
import { PlanNav } from "./plan-nav.tsx";

const BecauseDrawer = lazy(async () => ({ default: (await import("../because/because-drawer.tsx")).BecauseDrawer }));

/** The plan as it is now, whatever moment the page shows: its name, the span of the slider, the latest position. */
export type PlanNow = NonNullable<PlanNowQuery["plan"]>;

/** What every page of a plan stands in: navigation, both dates, the past's banner, and news as they come. */
export function PlanFrame() {
  const { slug = "" } = useParams();
  const { apiLang } = useText();
  const { view } = useView();
  const [params] = useSearchParams();
  const figure = params.get("figure");
  const answer = useAnswer(
    PlanNowDocument,
    useMemo(() => ({ slug, lang: apiLang }), [slug, apiLang]),
    { keep: slug },
  );
  const position = answer.state === "ready" ? (answer.data.plan?.position ?? null) : null;
  const live = useLive(slug, position);
  // What was known at an instant of the past is settled for ever; nothing that comes now changes it.
  const revision = view.knownAt === null ? live.revision : 0;
  return (
    <Answered answer={answer} lines={14} asPage>
      {({ plan }) =>
        plan === null ? (
          <NotFound />
        ) : (
          <div className="plan-frame">
            <PlanNav plan={plan} />
            <PastBanner today={plan.pair.asOf} />
            {plan.standsStill && view.knownAt === null && <LastExact knownAt={plan.pair.knownAt} />}
            <TimeControl plan={plan} />
            <RevisionProvider revision={revision}>
              <Outlet context={plan} />
              {figure && (
                <Suspense>
                  <BecauseDrawer slug={slug} figure={figure} />
                </Suspense>
              )}
            </RevisionProvider>
            <LiveNotice live={live} />
          </div>
        )
      }
    </Answered>
  );
}

export function usePlanNow(): PlanNow {
  return useOutletContext<PlanNow>();
}

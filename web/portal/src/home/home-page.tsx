import type { PlanView } from "@mingzhang/domain";
import { Amount, Instant, SimulatedMark } from "@mingzhang/ui";
import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { Local } from "../page/local.tsx";
import { MomentControl } from "../page/moment-control.tsx";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

export interface HomeModel {
  readonly plans: readonly PlanView[];
  /** Plans of which something cannot be shown yet, and up to when they are known. */
  readonly standing?: readonly { readonly slug: string; readonly knownAt: string }[];
}

/** The way in: which plans there are, what this is, how to read it, how to follow it. */
export function homePage(frame: Frame, model: HomeModel): RenderedPage {
  return renderDocument({ frame, title: (t) => t("home.title"), body: <Home {...model} /> });
}

function Home({ plans, standing = [] }: HomeModel) {
  const { t, link } = usePage();
  return (
    <>
      <h1>{t("home.title")}</h1>
      <p className="lead">{t("home.lead")}</p>
      <Section id="plans" title={t("home.plans")}>
        {plans.length === 0 && <p className="empty">{t("home.none")}</p>}
        <ul className="plan-list">
          {plans.map((plan) => (
            <PlanEntry
              key={plan.slug}
              plan={plan}
              knownAt={standing.find(({ slug }) => slug === plan.slug)?.knownAt ?? null}
            />
          ))}
        </ul>
        {standing
          .filter(({ slug }) => plans.every((plan) => plan.slug !== slug))
          .map(({ slug }) => (
            <p key={slug} className="notice notice-past">
              <strong>{t("standing.label")}</strong>
              {t("standing.unknown", { plan: slug })}
            </p>
          ))}
      </Section>
      <MomentControl />
      <Section id="reading" title={t("home.reading")}>
        <ul className="prose">
          <li>{t("home.read.chain")}</li>
          <li>{t("home.read.times")}</li>
          <li>{t("home.read.corrections")}</li>
          <li>{t("home.read.units")}</li>
        </ul>
      </Section>
      <Section id="following" title={t("home.following")}>
        <p className="prose">
          {t("home.feeds")} <a href={link("/feeds")}>{t("nav.feeds")}</a>
        </p>
      </Section>
    </>
  );
}

function PlanEntry({ plan, knownAt }: { plan: PlanView; knownAt: string | null }) {
  const { t, link } = usePage();
  return (
    <li>
      <h3>
        <a href={link(`/plans/${plan.slug}`)}>
          <Local text={plan.name} />
        </a>
        {plan.simulated && <SimulatedMark />}
      </h3>
      {knownAt !== null && (
        <p className="notice notice-past">
          <strong>{t("standing.label")}</strong>
          {t("standing.listed")} <Instant at={knownAt} withSeconds />
          {t("standing.until")}
        </p>
      )}
      <p>
        <Local text={plan.donor} /> → <Local text={plan.recipient} />
        {t("plan.span", { first: plan.firstYear, last: plan.lastYear })}
      </p>
      <dl className="facts">
        <div>
          <dt>{t("plan.total")}</dt>
          <dd>
            <Amount fen={plan.totalFen} withUnit />
          </dd>
        </div>
        <div>
          <dt>{t("money.appropriated")}</dt>
          <dd>
            <Amount fen={plan.appropriatedFen} withUnit />
          </dd>
        </div>
        <div>
          <dt>{t("money.paid")}</dt>
          <dd>
            <Amount fen={plan.paidFen} withUnit />
          </dd>
        </div>
        <div>
          <dt>{t("plan.projects")}</dt>
          <dd>{plan.projects.length}</dd>
        </div>
      </dl>
    </li>
  );
}

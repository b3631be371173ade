import { inLang, type PlanView } from "@mingzhang/domain";
import { type Fen, percentText } from "@mingzhang/ledger";
import { dayText, writeAmount } from "@mingzhang/ui";
import type { ReactNode } from "react";
import { usePage } from "../page/page-context.tsx";
import { Section } from "../page/section.tsx";

/** Four questions that anybody would ask first, each answered in a sentence that leads to its detail. */
export function Glance({ view }: { view: PlanView }) {
  const { frame, t } = usePage();
  const asOf = frame.moment?.asOf;
  return (
    <Section id="glance" title={t("part.glance")} lead={asOf && t("glance.asOf", { day: dayText(asOf, frame.lang) })}>
      <ol className="answers">
        <Money view={view} />
        <Way view={view} />
        <Built view={view} />
        <Late view={view} />
      </ol>
    </Section>
  );
}

function Answer({ title, link, to, children }: { title: string; link: string; to: string; children: ReactNode }) {
  return (
    <li>
      <h3>{title}</h3>
      {children}
      <p>
        <a href={to}>{link}</a>
      </p>
    </li>
  );
}

function useAmount(): (fen: Fen) => string {
  const { t } = usePage();
  return (fen) => `${writeAmount(fen, "wan").text} ${t("unit.wan")}`;
}

function Money({ view }: { view: PlanView }) {
  const { t, words } = usePage();
  const said = useAmount();
  return (
    <Answer title={t("glance.from.title")} link={t("glance.from.link")} to="#funding">
      <p>
        {t("glance.from", {
          donor: inLang(view.donor, words),
          total: said(view.totalFen),
          appropriated: said(view.appropriatedFen),
          percent: percentText(view.appropriatedFen, view.totalFen),
        })}
      </p>
    </Answer>
  );
}

function Way({ view }: { view: PlanView }) {
  const { t, words, link } = usePage();
  const said = useAmount();
  const inProjects = view.projects.reduce((sum, { balanceFen }) => sum + balanceFen, 0n);
  const [most] = view.projects.toSorted((a, b) => (a.paidFen < b.paidFen ? 1 : -1));
  return (
    <Answer title={t("glance.to.title")} link={t("glance.to.link")} to={link(`/plans/${view.slug}/transfers`)}>
      <p>
        {t("glance.to", {
          released: said(view.releasedFen),
          paid: said(view.paidFen),
          percent: percentText(view.paidFen, view.totalFen),
          account: said(view.accounts.find(({ account }) => account === "earmarked")?.balanceFen ?? 0n),
          projects: said(inProjects),
        })}
      </p>
      {most && most.paidFen > 0n && (
        <p>{t("glance.to.most", { project: inLang(most.name, words), amount: said(most.paidFen) })}</p>
      )}
    </Answer>
  );
}

function Built({ view }: { view: PlanView }) {
  const { t, words } = usePage();
  const count = (status: string) => view.projects.filter((project) => project.status === status).length;
  const [accepted, underway] = [count("accepted"), count("underway")];
  const [largest] = view.projects.toSorted((a, b) => (a.allocatedFen < b.allocatedFen ? 1 : -1));
  const quantity = largest?.quantities[0];
  const shown = view.projects.flatMap(({ evidence = [] }) => evidence.filter(({ withdrawn }) => withdrawn === null));
  return (
    <Answer title={t("glance.built.title")} link={t("glance.built.link")} to="#projects">
      <p>
        {t("glance.built", {
          projects: view.projects.length,
          accepted,
          underway,
          waiting: view.projects.length - accepted - underway,
        })}
      </p>
      {largest && quantity && (
        <p>
          {t("glance.built.largest", {
            project: inLang(largest.name, words),
            quantity: inLang(quantity.name, words),
            done: quantity.done,
            planned: quantity.planned,
            unit: inLang(quantity.unit, words),
          })}
        </p>
      )}
      {shown.length > 0 && <p>{t("evidence.count", { count: shown.length })}</p>}
    </Answer>
  );
}

function Late({ view }: { view: PlanView }) {
  const { t, words } = usePage();
  const all = view.projects.flatMap((project) => project.milestones.map((milestone) => ({ project, milestone })));
  const late = all.filter(({ milestone: { status } }) => status === "overdue" || status === "missed");
  const after = all.filter(({ milestone: { status, daysLate } }) => status === "reached" && daysLate !== null);
  const [worst] = late
    .filter(({ milestone }) => milestone.status === "overdue")
    .toSorted((a, b) => (b.milestone.daysLate ?? 0) - (a.milestone.daysLate ?? 0));
  return (
    <Answer title={t("glance.late.title")} link={t("glance.late.link")} to="#milestones">
      {late.length === 0 && <p>{t("glance.late.none")}</p>}
      {late.length > 0 && <p className="warn">{t("glance.late", { late: late.length })}</p>}
      {worst && (
        <p>
          {t("glance.late.worst", {
            milestone: inLang(worst.milestone.name, words),
            project: inLang(worst.project.name, words),
            days: worst.milestone.daysLate ?? 0,
          })}
        </p>
      )}
      {after.length > 0 && <p>{t("glance.late.after", { count: after.length })}</p>}
    </Answer>
  );
}

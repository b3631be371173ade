import { type BudgetYear, budgetYears } from "../publication/budgets.ts";
import {
  identifierNote,
  markedTitle,
  type OpenPlan,
  type OpenProject,
  type OpenText,
  type Publication,
  pinnedUrl,
  simulatedNote,
} from "../publication/publication.ts";
import { type Xml, xml, xmlDocument } from "../xml/xml.ts";
import {
  date,
  entryElement,
  iatiNamespace,
  narratives,
  participant,
  parties,
  place,
  planIdentifier,
  planSector,
  projectIdentifier,
  projectSectors,
  reportingOrg,
  value,
} from "./iati-elements.ts";
import { results } from "./iati-results.ts";
import { planTransactions, projectTransactions } from "./iati-transactions.ts";

/**
 * An IATI 2.03 activity file: each plan (hierarchy 1) with its projects (hierarchy 2). Equal input gives equal bytes;
 * `generated-datetime` is the instant of the last record. Budgets stand on projects only; whoever adds up spending adds
 * type 4 of hierarchy 2. Source: IATI 2.03, `design/open-data.md`. Throws a TypeError without a plan.
 */
export function iatiActivities(publication: Publication): string {
  if (publication.plans.length === 0) throw new TypeError("an IATI file needs an activity");
  const { asOf, knownAt, logSize } = publication;
  const activities = publication.plans.flatMap((plan) => [
    planActivity(publication, plan),
    ...plan.projects.map((project) => projectActivity(publication, plan, project)),
  ]);
  const root = {
    version: "2.03",
    "generated-datetime": knownAt,
    "xmlns:mz": iatiNamespace,
    "mz:as-of": asOf,
    "mz:known-at": knownAt,
    "mz:log-size": String(logSize),
  };
  return xmlDocument(xml("iati-activities", root, activities));
}

function planActivity(publication: Publication, plan: OpenPlan): Xml {
  const { donor, recipient } = parties(publication, plan);
  const { adoptedOn, adoptedOnAssumed, closedOn } = plan;
  return xml("iati-activity", activityAttributes(plan, "1"), [
    xml("iati-identifier", {}, planIdentifier(publication, plan)),
    reportingOrg(publication),
    xml("title", {}, narratives(markedTitle(plan.name, plan.simulated))),
    description("1", planWords(plan)),
    ...(plan.simulated ? [description("4", simulatedNote)] : []),
    description("4", identifierNote),
    description("4", levelNote),
    participant("1", donor.ref, donor.name),
    participant("2", recipient.ref, recipient.name),
    participant("4", recipient.ref, recipient.name),
    xml("activity-status", { code: closedOn === null ? "2" : "4" }),
    activityDate("1", `${plan.firstYear}-01-01`),
    ...(adoptedOnAssumed ? [] : [activityDate("2", adoptedOn)]),
    activityDate("3", `${plan.lastYear}-12-31`),
    ...(closedOn === null ? [] : [activityDate("4", closedOn)]),
    ...place(plan),
    planSector(),
    ...planTransactions(publication, plan),
    ...documentLinks(publication, plan),
    ...plan.projects.map(({ code }) => related("2", projectIdentifier(publication, plan, code))),
    exportElement(publication, plan),
    entryElement(publication, plan.entry),
  ]);
}

function projectActivity(publication: Publication, plan: OpenPlan, project: OpenProject): Xml {
  const { donor, recipient } = parties(publication, plan);
  const { startedOn, acceptedOn } = project;
  const name = markedTitle(project.name, plan.simulated);
  return xml("iati-activity", activityAttributes(plan, "2"), [
    xml("iati-identifier", {}, projectIdentifier(publication, plan, project.code)),
    reportingOrg(publication),
    xml("title", {}, narratives(name)),
    description("1", project.description),
    ...(plan.simulated ? [description("4", simulatedNote)] : []),
    participant("1", donor.ref, donor.name),
    participant("2", recipient.ref, recipient.name),
    participant("4", null, project.responsibleUnit),
    xml("activity-status", { code: statusCode(plan, project) }),
    activityDate("1", `${project.startYear}-01-01`),
    ...(startedOn === null ? [] : [activityDate("2", startedOn)]),
    activityDate("3", `${project.endYear}-12-31`),
    ...(acceptedOn === null ? [] : [activityDate("4", acceptedOn)]),
    ...place(plan),
    ...projectSectors(plan, project.sector),
    ...budgetYears(project.budgetChanges).flatMap((year) => budgets(publication, year)),
    ...projectTransactions(publication, plan, project),
    documentLink(`${publication.publicUrl}/plans/${plan.slug}/projects/${project.code}`, {
      format: "text/html",
      title: project.name,
      category: "A12",
    }),
    related("1", planIdentifier(publication, plan)),
    ...results(project),
    entryElement(publication, project.entry),
  ]);
}

function activityAttributes({ updatedAt, simulated }: OpenPlan, hierarchy: string) {
  return {
    "xml:lang": "zh",
    "default-currency": "CNY",
    "last-updated-datetime": updatedAt,
    hierarchy,
    "mz:simulated": String(simulated),
  };
}

/** Codes of `ActivityStatus`. */
function statusCode({ closedOn }: OpenPlan, { status }: OpenProject): string {
  switch (status) {
    case "planned":
    case "preparing":
    case "ready":
      return "1";
    case "underway":
      return "2";
    case "accepted":
      return closedOn === null ? "3" : "4";
  }
}

/** The original budget of a year and, where it was revised, the full one that replaces it. All are committed. */
function budgets(publication: Publication, { year, original, revised }: BudgetYear): readonly Xml[] {
  const budget = (type: string, { amountFen, entries, setOn }: NonNullable<BudgetYear["original"]>) =>
    xml("budget", { type, status: "2" }, [
      date("period-start", `${year}-01-01`),
      date("period-end", `${year}-12-31`),
      value(amountFen, setOn),
      ...entries.map((entry) => entryElement(publication, entry)),
    ]);
  return [...(original ? [budget("1", original)] : []), ...(revised ? [budget("2", revised)] : [])];
}

const levelNote: OpenText = {
  zh: "预算只列在项目（hierarchy 2）上；支出合计请只加项目的第 4 类交易，两级的第 1、3、4 类相加会重复计算。修订预算（type 2）取代同年的原预算。",
  en:
    "Budgets stand on projects (hierarchy 2) only. For spending add up type 4 of the projects; adding types 1, 3 " +
    "and 4 " +
    "of both levels counts the same money twice. A revised budget (type 2) replaces the original one of its year.",
};

function planWords({ donor, recipient, document }: OpenPlan): OpenText {
  return {
    zh: `${donor.zh}对口帮扶${recipient.zh}，依据：${document}`,
    en: `Paired assistance of ${donor.en ?? donor.zh} to ${recipient.en ?? recipient.zh}, by: ${document}`,
  };
}

function description(type: string, text: OpenText): Xml {
  return xml("description", { type }, narratives(text));
}

function activityDate(type: string, day: string): Xml {
  return xml("activity-date", { type, "iso-date": day });
}

function related(type: string, ref: string): Xml {
  return xml("related-activity", { ref, type });
}

function documentLinks({ publicUrl }: Publication, { slug, name }: OpenPlan): readonly Xml[] {
  const tables = ["allocations", "transfers", "milestones", "changes"].map((table) =>
    documentLink(`${publicUrl}/data/${slug}/${table}.csv`, {
      format: "text/csv",
      title: { zh: `${name.zh}：${table}`, en: table },
      category: table === "allocations" ? "A05" : "A12",
    }),
  );
  return [documentLink(`${publicUrl}/plans/${slug}`, { format: "text/html", title: name, category: "A12" }), ...tables];
}

function documentLink(url: string, about: { format: string; title: OpenText; category: string }): Xml {
  return xml("document-link", { format: about.format, url }, [
    xml("title", {}, narratives(about.title)),
    xml("category", { code: about.category }),
    xml("language", { code: "zh" }),
  ]);
}

function exportElement(publication: Publication, plan: OpenPlan): Xml {
  return xml("mz:export", {
    "state-hash": plan.stateHash,
    simulated: String(plan.simulated),
    href: pinnedUrl(publication, "/iati/activities.xml", plan.slug),
  });
}

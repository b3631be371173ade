import type { Fen } from "@mingzhang/ledger";
import { inLang, type Words } from "../words/lang.ts";
import { accountLabel, namesOf } from "../words/names.ts";
import { figureWords } from "../words/figure-words.ts";
import type { ProjectView } from "./project-view.ts";
import type { PlanView } from "./view.ts";

export type FigureKind = "money" | "percent" | "quantity" | "date" | "text";

/** One published value and its name. Money is fen in digits, a percentage or a quantity is decimal text. */
export interface Figure {
  readonly path: string;
  readonly kind: FigureKind;
  readonly value: string | null;
  readonly label: Words;
}

/** Every figure and state of a view, in the order in which a reader meets them. Paths are for ever. */
export function figures(view: PlanView): readonly Figure[] {
  return [
    ...planFigures(view),
    ...view.years.flatMap((year) =>
      (["allocated", "byRule", "variance", "appropriated", "released", "paid"] as const).map((field) =>
        money(`years.${year.year}.${field}`, year[`${field}Fen`], both(`${year.year}年`, `${year.year}`, field)),
      ),
    ),
    ...view.sectors.flatMap((sector) => {
      const name = { zh: sector.name.zh, en: inLang(sector.name, "en") };
      return [
        text(`sectors.${sector.code}.name`, sector.name.zh, named(name, "name")),
        money(`sectors.${sector.code}.allocated`, sector.allocatedFen, named(name, "allocated")),
        percent(`sectors.${sector.code}.sharePercent`, sector.sharePercent, named(name, "sharePercent")),
        ...sector.years.map(({ year, amountFen }) =>
          money(`sectors.${sector.code}.years.${year}`, amountFen, yearOfThing(name, year)),
        ),
      ];
    }),
    ...accountFigures(view),
    ...view.projects.flatMap(projectFigures),
  ];
}

function planFigures(view: PlanView): readonly Figure[] {
  const plain = (field: keyof typeof figureWords): Words => figureWords[field];
  const { earlierPlan } = view;
  return [
    text("name", view.name.zh, plain("name")),
    text("donor", view.donor.zh, plain("donor")),
    text("recipient", view.recipient.zh, plain("recipient")),
    text("firstYear", String(view.firstYear), plain("firstYear")),
    text("lastYear", String(view.lastYear), plain("lastYear")),
    date("adoptedOn", view.adoptedOn, plain("adoptedOn")),
    text("document", view.document, plain("document")),
    date("closedOn", view.closedOn, plain("closedOn")),
    money("total", view.totalFen, plain("total")),
    money("appropriated", view.appropriatedFen, plain("appropriated")),
    money("released", view.releasedFen, plain("released")),
    money("paid", view.paidFen, plain("paid")),
    percent("paymentCeilingPoints", view.paymentCeilingPoints, plain("paymentCeilingPoints")),
    percent("rule.ratePercent", view.rule?.ratePercent ?? null, plain("ratePercent")),
    percent("rule.growthPercent", view.rule?.growthPercent ?? null, plain("growthPercent")),
    ...view.bases.flatMap(({ year, estimatedFen, confirmedFen }) => [
      money(`bases.${year}.estimated`, estimatedFen, both(`${year}年`, `${year}`, "estimated")),
      money(`bases.${year}.confirmed`, confirmedFen, both(`${year}年`, `${year}`, "confirmed")),
    ]),
    ...(earlierPlan
      ? [
          date("earlierPlan.reportedTo", earlierPlan.reportedTo, plain("reportedTo")),
          money("earlierPlan.planned", earlierPlan.plannedFen, plain("earlierPlanned")),
          money("earlierPlan.received", earlierPlan.receivedFen, plain("earlierReceived")),
          quantity("earlierPlan.projects", String(earlierPlan.projects), plain("earlierProjects")),
          quantity("earlierPlan.completed", String(earlierPlan.completed), plain("earlierCompleted")),
          quantity("earlierPlan.underway", String(earlierPlan.underway), plain("earlierUnderway")),
        ]
      : []),
  ];
}

function accountFigures(view: PlanView): readonly Figure[] {
  const names = namesOf(view);
  return view.accounts.map(({ account, balanceFen }) => {
    const label = { zh: accountLabel(account, names, "zh"), en: accountLabel(account, names, "en") };
    return money(`accounts.${account}.balance`, balanceFen, named(label, "balance"));
  });
}

function projectFigures(project: ProjectView): readonly Figure[] {
  const name = { zh: project.name.zh, en: inLang(project.name, "en") };
  const at = (field: string): string => `projects.${project.code}.${field}`;
  return [
    text(at("name"), project.name.zh, named(name, "name")),
    text(at("sector"), project.sector, named(name, "sector")),
    text(at("responsibleUnit"), project.responsibleUnit.zh, named(name, "responsibleUnit")),
    text(at("startYear"), String(project.startYear), named(name, "startYear")),
    text(at("endYear"), String(project.endYear), named(name, "endYear")),
    text(at("status"), project.status, named(name, "status")),
    text(at("missingSteps"), project.missingSteps.join(" "), named(name, "missingSteps")),
    date(at("startedOn"), project.startedOn, named(name, "startedOn")),
    date(at("acceptedOn"), project.acceptedOn, named(name, "acceptedOn")),
    money(at("allocated"), project.allocatedFen, named(name, "allocated")),
    money(at("released"), project.releasedFen, named(name, "released")),
    money(at("paid"), project.paidFen, named(name, "paid")),
    money(at("balance"), project.balanceFen, named(name, "balance")),
    money(at("totalInvestment"), project.totalInvestmentFen, named(name, "totalInvestment")),
    money(at("unsourced"), project.unsourcedFen, named(name, "unsourced")),
    percent(at("progressPercent"), project.progressPercent, named(name, "progressPercent")),
    ...project.allocations.map(({ year, amountFen }) =>
      money(at(`allocations.${year}`), amountFen, yearOfThing(name, year)),
    ),
    ...project.quantities.flatMap((one) => {
      const label = inside(name, { zh: one.name.zh, en: inLang(one.name, "en") });
      return [
        quantity(at(`quantities.${one.code}.planned`), one.planned, named(label, "planned")),
        quantity(at(`quantities.${one.code}.done`), one.done, named(label, "done")),
      ];
    }),
    ...project.milestones.flatMap((milestone) => {
      const label = inside(name, { zh: milestone.name.zh, en: inLang(milestone.name, "en") });
      return [
        date(at(`milestones.${milestone.code}.dueOn`), milestone.dueOn, named(label, "dueOn")),
        date(at(`milestones.${milestone.code}.reachedOn`), milestone.reachedOn, named(label, "reachedOn")),
        text(at(`milestones.${milestone.code}.status`), milestone.status, named(label, "status")),
      ];
    }),
    ...(project.evidence ?? []).map(({ sha256, caption, withdrawn }) => {
      const label = inside(named(name, "evidence"), { zh: caption.zh, en: inLang(caption, "en") });
      return text(at(`evidence.${sha256}.status`), withdrawn ? "withdrawn" : "attached", named(label, "status"));
    }),
  ];
}

function figure(kind: FigureKind): (path: string, value: string | null, label: Words) => Figure {
  return (path, value, label) => ({ path, kind, value, label });
}

const date = figure("date");
const percent = figure("percent");
const quantity = figure("quantity");
const text = figure("text");

function money(path: string, fen: Fen | null, label: Words): Figure {
  return { path, kind: "money", value: fen === null ? null : fen.toString(), label };
}

function named(thing: Words, field: keyof typeof figureWords): Words {
  return { zh: `${thing.zh}：${figureWords[field].zh}`, en: `${thing.en}: ${figureWords[field].en}` };
}

function both(zh: string, en: string, field: keyof typeof figureWords): Words {
  return named({ zh, en }, field);
}

function inside(outer: Words, inner: Words): Words {
  return { zh: `${outer.zh}·${inner.zh}`, en: `${outer.en} · ${inner.en}` };
}

function yearOfThing(thing: Words, year: number): Words {
  return { zh: `${thing.zh}：${year}年安排`, en: `${thing.en}: allocated for ${year}` };
}

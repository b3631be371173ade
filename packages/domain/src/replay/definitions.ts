import type { Fen } from "@mingzhang/ledger";
import type { Words } from "../words/lang.ts";
import type { Effect } from "./effects.ts";
import type { Figure } from "./figures.ts";
import { baseFor, type PlanView } from "./view.ts";

/**
 * How a figure comes about. A sum adds the amounts of effects; a value is carried by the last event that sets it; a
 * formula rests on other figures.
 */
export interface Definition {
  /** The amount that an effect adds to the figure; null where it only bears on it, undefined where it does not. */
  readonly weigh: (effect: Effect) => Fen | null | undefined;
  /** The amount that the last event setting `path` carries into the figure. */
  readonly carried: { readonly path: string; readonly fen: Fen } | null;
  readonly formula: Words | null;
  readonly operands: readonly string[];
}

/** The definition of the figure at a path; paths come from `figures`. */
export function definitionOf({ path, kind, value }: Figure, view: PlanView): Definition {
  const definition = ownDefinition(path, view);
  const isSet = definition.formula === null && definition.weigh({ kind: "set", path }) === null;
  return isSet && kind === "money" && value !== null
    ? { ...definition, carried: { path, fen: BigInt(value) } }
    : definition;
}

function ownDefinition(path: string, view: PlanView): Definition {
  const [head = "", key = "", field = "", sub = ""] = path.split(".");
  if (path === "total") return sum("allocated", () => true);
  if (path === "appropriated" || path === "released" || path === "paid") return sum(path, () => true);
  if (head === "years") return yearDefinition(Number(key), field, view);
  if (head === "accounts") return posted(key);
  if (head === "sectors") return sectorDefinition(key, { field, sub }, view);
  if (head === "projects") return projectDefinition(path, { key, field, sub }, view);
  return lastSet([path]);
}

function yearDefinition(year: number, field: string, view: PlanView): Definition {
  switch (field) {
    case "byRule":
      return byRule(year, view);
    case "variance": {
      const allocated = sum("allocated", (cell) => cell.year === year);
      const rule = byRule(year, view);
      return {
        weigh: (effect) => allocated.weigh(effect) ?? rule.weigh(effect),
        carried: rule.carried && { ...rule.carried, fen: -rule.carried.fen },
        formula: { zh: "安排额 − 按标准测算额", en: "allocated − by the funding rule" },
        operands: [`years.${year}.allocated`, `years.${year}.byRule`],
      };
    }
    case "appropriated":
    case "released":
    case "paid":
    case "allocated":
      return sum(field, (cell) => cell.year === year);
    default:
      throw new Error(`no figure years.${year}.${field}`);
  }
}

/** The base event carries the amount; the rule bears on it. */
function byRule(year: number, view: PlanView): Definition {
  const bases = Object.fromEntries(view.bases.map(({ year: baseYear, ...base }) => [baseYear, base]));
  const base = baseFor({ rule: view.rule, bases }, year);
  const basePath = base ? `bases.${base.year}.${base.confirmed ? "confirmed" : "estimated"}` : null;
  const amount = view.years.find((one) => one.year === year)?.byRuleFen ?? null;
  return {
    weigh: (effect) =>
      effect.kind === "set" && (effect.path === basePath || effect.path === "rule.ratePercent") ? null : undefined,
    carried: basePath && amount !== null ? { path: basePath, fen: amount } : null,
    formula: ruleWords(base ? year - 1 - base.year : 0),
    operands: basePath ? ruleOperands(basePath, base ? year - 1 - base.year : 0) : [],
  };
}

function ruleWords(years: number): Words {
  if (years === 0) return { zh: "资金基数 × 比例", en: "base × rate" };
  const power = years === 1 ? "" : `^${years}`;
  return { zh: `资金基数 × 比例 × (1 + 增幅)${power}`, en: `base × rate × (1 + growth)${power}` };
}

function ruleOperands(basePath: string, years: number): readonly string[] {
  return years === 0 ? [basePath, "rule.ratePercent"] : [basePath, "rule.ratePercent", "rule.growthPercent"];
}

function sectorDefinition(sector: string, { field, sub }: { field: string; sub: string }, view: PlanView): Definition {
  const own = new Set(view.projects.filter((project) => project.sector === sector).map(({ code }) => code));
  switch (field) {
    case "allocated":
      return sum("allocated", ({ project }) => own.has(project ?? ""));
    case "years":
      return sum("allocated", ({ project, year }) => own.has(project ?? "") && year === Number(sub));
    case "sharePercent":
      return {
        weigh: (effect) => (effect.kind === "allocated" ? null : undefined),
        carried: null,
        formula: { zh: "领域安排额 ÷ 规划总额", en: "allocated to the sector ÷ plan total" },
        operands: [`sectors.${sector}.allocated`, "total"],
      };
    default:
      return lastSet([`sectors.${sector}.${field}`]);
  }
}

function projectDefinition(
  path: string,
  { key, field, sub }: { key: string; field: string; sub: string },
  view: PlanView,
): Definition {
  switch (field) {
    case "allocated":
      return sum("allocated", ({ project }) => project === key);
    case "allocations":
      return sum("allocated", ({ project, year }) => project === key && year === Number(sub));
    case "released":
    case "paid":
      return sum(field, ({ project }) => project === key);
    case "balance":
      return posted(`subledger:${key}`);
    case "progressPercent": {
      const project = view.projects.find(({ code }) => code === key);
      const operands = (project?.quantities ?? []).flatMap(({ code }) =>
        ["done", "planned"].map((part) => `projects.${key}.quantities.${code}.${part}`),
      );
      const formula = {
        zh: "各项完成量 ÷ 计划量的平均，每项不超过 100%",
        en: "mean of done ÷ planned, each capped at 100 %",
      };
      return { ...lastSet(operands), formula, operands };
    }
    default:
      return lastSet([path]);
  }
}

type Summed = Extract<Effect, { readonly year: number }>;

function sum(kind: Summed["kind"], counts: (cell: { project: string | null; year: number }) => boolean): Definition {
  return {
    weigh: (effect) => {
      if (effect.kind !== kind) return undefined;
      const project = "project" in effect ? effect.project : null;
      return counts({ project, year: effect.year }) ? effect.fen : undefined;
    },
    carried: null,
    formula: null,
    operands: [],
  };
}

/** The treasury gives, so its side is shown with the sign turned. */
function posted(account: string): Definition {
  const sign = account === "treasury" ? -1n : 1n;
  return {
    weigh: (effect) => (effect.kind === "posted" && effect.account === account ? sign * effect.fen : undefined),
    carried: null,
    formula: null,
    operands: [],
  };
}

function lastSet(paths: readonly string[]): Definition {
  return {
    weigh: (effect) => (effect.kind === "set" && paths.includes(effect.path) ? null : undefined),
    carried: null,
    formula: null,
    operands: [],
  };
}

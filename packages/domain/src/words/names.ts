import type { LocalText } from "../event/fields.ts";
import type { PlanView } from "../replay/view.ts";
import { inLang, type Lang } from "./lang.ts";

/** Names that sentences need. A code that the view does not know stands for itself. */
export interface Names {
  project(code: string): LocalText;
  sector(code: string): LocalText;
  milestone(project: string, code: string): LocalText;
  quantity(project: string, code: string): { readonly name: LocalText; readonly unit: LocalText };
}

export function namesOf(view: PlanView | null): Names {
  const projects = new Map(view?.projects.map((project) => [project.code, project]));
  const sectors = new Map(view?.sectors.map(({ code, name }) => [code, name]));
  const bare = (code: string): LocalText => ({ zh: code, en: code });
  return {
    project: (code) => projects.get(code)?.name ?? bare(code),
    sector: (code) => sectors.get(code) ?? bare(code),
    milestone: (project, code) =>
      projects.get(project)?.milestones.find((milestone) => milestone.code === code)?.name ?? bare(code),
    quantity: (project, code) => {
      const found = projects.get(project)?.quantities.find((quantity) => quantity.code === code);
      return { name: found?.name ?? bare(code), unit: found?.unit ?? { zh: "", en: "" } };
    },
  };
}

/** Name of an account of the ledger for a reader. */
export function accountLabel(account: string, names: Names, lang: Lang): string {
  const [kind = "", project = ""] = account.split(":");
  const name = inLang(names.project(project), lang);
  switch (kind) {
    case "treasury":
      return lang === "zh" ? "支援方财政" : "Donor treasury";
    case "earmarked":
      return lang === "zh" ? "专户" : "Earmarked account";
    case "subledger":
      return lang === "zh" ? `专账：${name}` : `Subledger: ${name}`;
    case "payees":
      return lang === "zh" ? `收款方：${name}` : `Payees: ${name}`;
    default:
      return account;
  }
}

import { fenOf } from "@mingzhang/ui";
import type { PlanViewQuery } from "../client/documents.gen.ts";

export type PlanOnPage = NonNullable<PlanViewQuery["plan"]>;
export type ProjectOnPage = PlanOnPage["projects"][number];
export type SectorOnPage = PlanOnPage["sectors"][number];

export interface MatrixGroup {
  readonly sector: SectorOnPage;
  readonly projects: readonly ProjectOnPage[];
}

/** Projects under their sectors, both in the plan's order: the sector of the first project comes first. */
export function matrixGroups({ sectors, projects }: Pick<PlanOnPage, "sectors" | "projects">): MatrixGroup[] {
  const inOrder = projects.toSorted((a, b) => a.number - b.number);
  return sectors
    .map((sector) => ({ sector, projects: inOrder.filter((project) => project.sector === sector.code) }))
    .toSorted((a, b) => firstNumber(a.projects) - firstNumber(b.projects));
}

function firstNumber(projects: readonly ProjectOnPage[]): number {
  return projects[0]?.number ?? Number.MAX_SAFE_INTEGER;
}

interface YearAmount {
  readonly year: number;
  readonly amount: { readonly fen: string };
}

/** The amount of a year in a list that names only the years with one; null where the year has none. */
export function amountIn(list: readonly YearAmount[], year: number): string | null {
  const fen = list.find((one) => one.year === year)?.amount.fen;
  return fen === undefined || fen === "0" ? null : fen;
}

/** Sum over years of a figure that may be missing; null where it is missing everywhere. */
export function sumOver(years: PlanOnPage["years"], figure: "byRule" | "variance"): bigint | null {
  const known = years.flatMap((year) => fenOf(year[figure]?.fen) ?? []);
  return known.length === 0 ? null : known.reduce((sum, fen) => sum + fen, 0n);
}

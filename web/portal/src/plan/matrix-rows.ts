import type { LocalText, PlanView } from "@mingzhang/domain";
import type { Fen } from "@mingzhang/ledger";

export interface MatrixRow {
  readonly key: string;
  readonly kind: "sector" | "project" | "total" | "rule" | "variance";
  readonly code: string | null;
  readonly name: LocalText | null;
  /** One figure for each year of the plan; null where there is none. */
  readonly years: readonly (Fen | null)[];
  readonly sumFen: Fen | null;
}

/** The rows of the annex in its order: each sector with its projects, then total, rule and variance. */
export function matrixRows(view: PlanView): readonly MatrixRow[] {
  const sectors = view.sectors.flatMap((sector): readonly MatrixRow[] => {
    const projects = view.projects.filter((project) => project.sector === sector.code);
    const years = sector.years.map(({ amountFen }) => amountFen);
    return [
      {
        key: `sector-${sector.code}`,
        kind: "sector",
        code: sector.code,
        name: sector.name,
        years,
        sumFen: sector.allocatedFen,
      },
      ...projects.map((project): MatrixRow => ({
        key: `project-${project.code}`,
        kind: "project",
        code: project.code,
        name: project.name,
        years: project.allocations.map(({ amountFen }) => amountFen),
        sumFen: project.allocatedFen,
      })),
    ];
  });
  const foot = (["total", "rule", "variance"] as const).map((kind): MatrixRow => {
    const years = view.years.map(({ allocatedFen, byRuleFen, varianceFen }) =>
      kind === "total" ? allocatedFen : kind === "rule" ? byRuleFen : varianceFen,
    );
    const sumFen = years.every((fen) => fen === null) ? null : years.reduce<Fen>((sum, fen) => sum + (fen ?? 0n), 0n);
    return { key: kind, kind, code: null, name: null, years, sumFen };
  });
  return [...sectors, ...foot];
}

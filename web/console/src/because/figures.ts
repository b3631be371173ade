/** Paths of figures as planDiff and because name them. */
export const figures = {
  total: "total",
  moved: (kind: Moved) => kind,
  yearAllocated: (year: number) => `years.${year}.allocated`,
  yearByRule: (year: number) => `years.${year}.byRule`,
  yearVariance: (year: number) => `years.${year}.variance`,
  yearMoved: (year: number, kind: Moved) => `years.${year}.${kind}`,
  sector: (sector: string) => `sectors.${sector}.allocated`,
  sectorYear: (sector: string, year: number) => `sectors.${sector}.years.${year}`,
  allocation: (project: string, year: number) => `projects.${project}.allocations.${year}`,
  allocated: (project: string) => `projects.${project}.allocated`,
  released: (project: string) => `projects.${project}.released`,
  paid: (project: string) => `projects.${project}.paid`,
  balance: (project: string) => `projects.${project}.balance`,
  progress: (project: string) => `projects.${project}.progressPercent`,
  account: (account: string) => `accounts.${account}.balance`,
} as const;

type Moved = "appropriated" | "released" | "paid";

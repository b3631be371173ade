interface Money {
  readonly fen: string;
  readonly wan: string;
}

export interface PlanMatrix {
  readonly position: string;
  readonly stateHash: string;
  readonly total: Money;
  readonly years: readonly {
    readonly year: number;
    readonly allocated: Money;
    readonly byRule: Money;
    readonly variance: Money;
    readonly appropriated: Money;
  }[];
  readonly sectors: readonly { readonly code: string; readonly allocated: Money; readonly sharePercent: string }[];
  readonly projects: readonly {
    readonly code: string;
    readonly status: string;
    readonly allocated: Money;
    readonly released: Money;
    readonly paid: Money;
    readonly progressPercent: string | null;
    readonly allocations: readonly { readonly year: number; readonly amount: Money }[];
  }[];
}

/** The query of the public surface, with 万元 beside fen. */
export const matrixQuery = `
query Matrix($slug: String!, $asOf: Date, $knownAt: DateTime) {
  plan(slug: $slug, asOf: $asOf, knownAt: $knownAt) {
    slug  name  donor  recipient  firstYear  lastYear
    position  stateHash
    total { fen wan }
    years { year  allocated { fen wan }  byRule { fen wan }  variance { fen wan }  appropriated { fen wan } }
    sectors { code  name  allocated { fen wan }  sharePercent }
    projects {
      code  name  sector  responsibleUnit  status
      allocated { fen wan }  released { fen wan }  paid { fen wan }  progressPercent
      allocations { year  amount { fen wan } }
      milestones { code  name  dueOn  reachedOn  status }
    }
  }
}`;

interface Money {
  readonly amount: string;
}
interface Cell {
  readonly project: string;
  readonly year: number;
  readonly amount: Money;
}

/** A line of the public record, as far as sums need it. */
export interface Line {
  readonly id: string;
  readonly sequence: string;
  readonly type: string;
  readonly time: string;
  readonly data: {
    readonly occurredOn: string;
    readonly corrects: { readonly id: string } | null;
    readonly fact: {
      readonly amount?: Money;
      readonly payment?: string;
      readonly transfer?: string;
      readonly changes?: readonly Cell[];
    };
  };
}

const stages = { FundsAppropriated: "appropriated", FundsReleased: "released", PaymentMade: "paid" } as const;

/** Whether records of a type move money by themselves. */
export function movedBy(type: string): boolean {
  return nameOf(type) in stages;
}

/** The totals of a plan from lines alone: what replaces another counts instead of it, what was voided does not. */
export function totalsOfLines(lines: readonly Line[]) {
  const first = new Map<string, string>();
  for (const { id, data } of lines) first.set(id, data.corrects ? (first.get(data.corrects.id) ?? id) : id);
  const replaced = new Set(lines.flatMap(({ data }) => (data.corrects ? [data.corrects.id] : [])));
  const live = lines.filter(({ id, type }) => !replaced.has(id) && nameOf(type) !== "RecordVoided");
  const totals = { allocated: 0n, appropriated: 0n, released: 0n, paid: 0n };
  const open = new Map<string | undefined, { stage: (typeof stages)[keyof typeof stages]; fen: bigint }>();
  for (const { id, type, data } of live) {
    const { amount, changes = [] } = data.fact;
    const name = nameOf(type);
    if (name === "AllocationSet") totals.allocated += fenOf(amount);
    for (const change of changes) totals.allocated += fenOf(change.amount);
    if (!isMove(name)) continue;
    totals[stages[name]] += fenOf(amount);
    open.set(first.get(id), { stage: stages[name], fen: fenOf(amount) });
  }
  for (const { type, data } of live) {
    const { amount, payment, transfer } = data.fact;
    const name = nameOf(type);
    if (name !== "RefundReceived" && name !== "TransferReversed") continue;
    const settled = open.get(first.get((name === "RefundReceived" ? payment : transfer) ?? ""));
    if (!settled) throw new Error(`${type} settles nothing`);
    const back = name === "RefundReceived" ? fenOf(amount) : settled.fen;
    totals[settled.stage] -= back;
    settled.fen -= back;
  }
  return totals;
}

function nameOf(type: string): string {
  return type.split(".")[1] ?? "";
}

function isMove(name: string): name is keyof typeof stages {
  return name in stages;
}

function fenOf(money: Money | undefined): bigint {
  if (!money) throw new Error("a line without its amount");
  return BigInt(money.amount.replace(".", ""));
}

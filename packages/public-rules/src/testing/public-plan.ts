import { canonicalBytes, type Json } from "@mingzhang/transparency-log";

type Fact = Readonly<Record<string, Json>>;

/** One entry before it has its place: kind, day, fact, and what it corrects by its position in the list. */
export interface Said {
  readonly kind: string;
  readonly on: string;
  readonly fact: Fact;
  readonly corrects?: number;
  readonly plan?: string;
}

export const money = (yuan: string): Json => ({ amount: yuan, currency: "CNY" });

/** Entries in the form of decision 0007. */
export function entriesOf(said: readonly Said[]): Uint8Array[] {
  return said.map(({ kind, on, fact, corrects, plan = "p" }, index) =>
    canonicalBytes({
      specversion: "1.0",
      id: `id-${index}`,
      source: "/log",
      type: `mingzhang.${kind}.v1`,
      subject: plan,
      time: "2021-01-01T00:00:00.000000Z",
      datacontenttype: "application/json",
      sequence: String(index).padStart(12, "0"),
      data: {
        occurredOn: on,
        simulated: false,
        corrects:
          corrects === undefined
            ? null
            : { id: `id-${corrects}`, sequence: String(corrects).padStart(12, "0"), reason: "录入有误" },
        fact,
      },
    }),
  );
}

const cell = (project: string, year: number, yuan: string): Fact => ({ project, year, amount: money(yuan) });

/** A plan of two projects: 300 and 200 yuan in 2016, 100 in 2017; money has gone all the way, and some came back. */
export const soundPlan: readonly Said[] = [
  { kind: "PlanAdopted", on: "2016-01-01", fact: { slug: "p" } },
  { kind: "SectorAdded", on: "2016-01-01", fact: { sector: "industry" } },
  { kind: "ProjectAdded", on: "2016-01-01", fact: { project: "a" } },
  { kind: "ProjectAdded", on: "2016-01-01", fact: { project: "b" } },
  { kind: "AllocationSet", on: "2016-01-01", fact: cell("a", 2016, "300.00") },
  { kind: "AllocationSet", on: "2016-01-01", fact: cell("b", 2016, "200.00") },
  { kind: "AllocationSet", on: "2016-01-01", fact: cell("a", 2017, "100.00") },
  { kind: "FundsAppropriated", on: "2016-03-01", fact: { year: 2016, amount: money("500.00") } },
  { kind: "FundsReleased", on: "2016-04-01", fact: { project: "a", amount: money("300.00") } },
  { kind: "PaymentMade", on: "2016-05-01", fact: { project: "a", amount: money("120.10"), payeeName: "甲" } },
  { kind: "RefundReceived", on: "2016-06-01", fact: { payment: "id-9", amount: money("20.10") } },
  {
    kind: "ReallocationDecided",
    on: "2016-07-01",
    fact: { from: [cell("b", 2016, "50.00")], to: [cell("a", 2016, "30.00"), cell("b", 2017, "20.00")] },
  },
  { kind: "FundsReleased", on: "2016-08-01", fact: { project: "b", amount: money("15.00") } },
  { kind: "FundsReleased", on: "2016-08-01", fact: { project: "b", amount: money("150.00") }, corrects: 12 },
  { kind: "TransferReversed", on: "2016-09-01", fact: { transfer: "id-12" } },
  { kind: "PlanAmended", on: "2017-01-01", fact: { changes: [cell("a", 2017, "-10.00"), cell("b", 2017, "5.00")] } },
];

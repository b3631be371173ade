import type { LiveEvent } from "../replay/timeline.ts";
import { findTransfer, type PlanState } from "./plan-state.ts";
import { aheadOfProgress } from "./progress.ts";
import { type Refusal, refusal } from "./refusal.ts";

type Cell = { readonly project: string; readonly year: number; readonly amountFen: bigint };

/** Guards of the events that move money or the right to it. */
export function guardMoney(state: PlanState, { event, resolve }: LiveEvent): readonly Refusal[] {
  switch (event.type) {
    case "FundsAppropriated":
      return yearsOutside(state, "year", [event.data.year]);
    case "FundsReleased":
      return knownProjects(state, "project", [event.data.project]);
    case "PaymentMade":
    case "HouseholdPaid": {
      const project = state.projects[event.data.project];
      return project
        ? aheadOfProgress(state, project, event.data.amountFen)
        : knownProjects(state, "project", [event.data.project]);
    }
    case "RefundReceived":
      return refunded(state, resolve(event.data.payment), event.data.amountFen);
    case "TransferReversed":
      return reversedTransfer(state, resolve(event.data.transfer));
    case "ReallocationDecided":
      return reallocated(state, event.data);
    case "PlanAmended":
      return cells(state, "changes", event.data.changes);
    default:
      return [];
  }
}

export function yearsOutside(state: PlanState, field: string, given: readonly number[]): readonly Refusal[] {
  const { firstYear, lastYear } = state.adopted;
  return given
    .filter((year) => year < firstYear || year > lastYear)
    .map((year) => refusal("year-outside-plan", { year, firstYear, lastYear }, field));
}

function knownProjects(state: PlanState, field: string, codes: readonly string[]): readonly Refusal[] {
  return [...new Set(codes)]
    .filter((project) => !state.projects[project])
    .map((project) => refusal("unknown-project", { project }, field));
}

function refunded(state: PlanState, payment: string, amountFen: bigint): readonly Refusal[] {
  const transfer = findTransfer(state, payment);
  if (!transfer) return [refusal("unknown-transfer", { transfer: payment }, "payment")];
  if (transfer.kind !== "payment") return [refusal("not-a-payment", { transfer: payment }, "payment")];
  if (amountFen <= transfer.openFen) return [];
  return [refusal("refund-exceeds-payment", { open: transfer.openFen, amount: amountFen }, "amountFen")];
}

function reversedTransfer(state: PlanState, id: string): readonly Refusal[] {
  const transfer = findTransfer(state, id);
  if (!transfer) return [refusal("unknown-transfer", { transfer: id }, "transfer")];
  if (transfer.kind === "refund" || transfer.kind === "reversal") {
    return [refusal("not-reversible", { transfer: id }, "transfer")];
  }
  return transfer.openFen > 0n ? [] : [refusal("nothing-left-to-reverse", { transfer: id }, "transfer")];
}

function reallocated(state: PlanState, data: { from: readonly Cell[]; to: readonly Cell[] }): readonly Refusal[] {
  const found = [...cells(state, "from", data.from), ...cells(state, "to", data.to)];
  const given = sum(data.from);
  const taken = sum(data.to);
  if (given !== taken) found.push(refusal("reallocation-unbalanced", { from: given, to: taken }, "to"));
  const both = data.from.find((cell) => data.to.some((other) => sameCell(cell, other)));
  if (both) found.push(refusal("doubled-cell", { project: both.project, year: both.year }, "to"));
  return found;
}

function cells(state: PlanState, field: string, list: readonly Cell[]): Refusal[] {
  const years = [...new Set(list.map(({ year }) => year))];
  const projects = list.map(({ project }) => project);
  const twice = list.find((cell, index) => list.findIndex((other) => sameCell(cell, other)) !== index);
  return [
    ...knownProjects(state, field, projects),
    ...yearsOutside(state, field, years),
    ...(twice ? [refusal("doubled-cell", { project: twice.project, year: twice.year }, field)] : []),
  ];
}

function sameCell(a: Cell, b: Cell): boolean {
  return a.project === b.project && a.year === b.year;
}

function sum(list: readonly Cell[]): bigint {
  return list.reduce((total, { amountFen }) => total + amountFen, 0n);
}

import type { PlanEvent, PlanEventOf } from "../event/plan-event.ts";
import { amountWords } from "./amount-words.ts";
import { inLang } from "./lang.ts";
import type { Names } from "./names.ts";
import { evidenceLabel, payeeLabel, stepLabel, withheldLabel, withheldPayee } from "./terms.ts";

type Moved = PlanEventOf<"ReallocationDecided">["data"]["from"];

const wan = (fen: bigint): string => amountWords(fen, "en");

export function describeEn(event: PlanEvent, names: Names): string {
  const project = (code: string): string => inLang(names.project(code), "en");
  const cells = (list: Moved): string =>
    list.map((cell) => `${project(cell.project)} ${cell.year}: ${wan(cell.amountFen)}`).join("; ");
  switch (event.type) {
    case "PlanAdopted": {
      const { name, donor, recipient, firstYear, lastYear } = event.data;
      const pair = `${inLang(donor, "en")} assists ${inLang(recipient, "en")}, ${firstYear}–${lastYear}`;
      return `Plan adopted: ${inLang(name, "en")}. ${pair}.`;
    }
    case "FundingRuleSet": {
      const { ratePercent, growthPercent } = event.data;
      const share = `${ratePercent} % of the donor's general public budget revenue of the year before`;
      return `Funding rule: ${share}, growth assumed at ${growthPercent} % a year.`;
    }
    case "FundingBaseEstimated":
      return `Funding base of ${event.data.year} estimated at ${wan(event.data.amountFen)} (${event.data.document}).`;
    case "FundingBaseConfirmed":
      return `Funding base of ${event.data.year} confirmed as ${wan(event.data.amountFen)} (${event.data.document}).`;
    case "EarlierPlanReported": {
      const { firstYear, lastYear, plannedFen, receivedFen, projects, completed } = event.data;
      const money = `${wan(plannedFen)} planned, ${wan(receivedFen)} received`;
      return `Earlier plan (${firstYear}–${lastYear}): ${money}; ${completed} of ${projects} projects complete.`;
    }
    case "ThresholdsSet":
      return event.data.paymentCeilingPoints === null
        ? "Payments are no longer capped by physical progress."
        : `Payments may run at most ${event.data.paymentCeilingPoints} percentage points ahead of physical progress.`;
    case "SectorAdded":
      return `Sector added: ${inLang(event.data.name, "en")}.`;
    case "ProjectAdded": {
      const unit = inLang(event.data.responsibleUnit, "en");
      return `Project added: ${inLang(event.data.name, "en")}. Responsible unit: ${unit}.`;
    }
    case "AllocationSet":
      return `${wan(event.data.amountFen)} allocated to ${project(event.data.project)} for ${event.data.year}.`;
    case "ReallocationDecided": {
      const { from, to, reason, authority, document } = event.data;
      const moved = `Reallocation: from ${cells(from)}; to ${cells(to)}.`;
      return `${moved} Reason: ${reason}. Decided by: ${authority} (${document}).`;
    }
    case "PlanAmended": {
      const { changes, reason, authority, document } = event.data;
      const list = changes.map((cell) => `${project(cell.project)} ${cell.year}: ${signed(cell.amountFen)}`).join("; ");
      return `Plan amended: ${list}. Reason: ${reason}. Decided by: ${authority} (${document}).`;
    }
    case "PlanClosed":
      return `Plan closed: ${event.data.reason} (${event.data.document}).`;
    case "RecordVoided":
      return `A record was voided: it never was. Reason: ${event.data.reason}.`;
    case "DisclosureErased":
      return `The withheld ${withheldLabel(event.data.name, "en")} of a record was erased. Basis: ${event.data.basis}.`;
    default:
      return describeWork(event, names, project);
  }
}

function describeWork(event: PlanEvent, names: Names, project: (code: string) => string): string {
  switch (event.type) {
    case "PreparationRecorded":
      return `${project(event.data.project)}: ${stepLabel(event.data.step, "en")} done (${event.data.document}).`;
    case "ProjectStarted":
      return `${project(event.data.project)} started${inBrackets(event.data.document)}.`;
    case "ProjectAccepted":
      return `${project(event.data.project)} accepted${inBrackets(event.data.document)}.`;
    case "PhysicalProgressReported": {
      const { name, unit } = names.quantity(event.data.project, event.data.quantity);
      const done = `${event.data.done} ${inLang(unit, "en")}`.trim();
      return `${project(event.data.project)}: ${inLang(name, "en")}, ${done} done so far.`;
    }
    case "MilestonePlanned": {
      const name = inLang(event.data.name, "en");
      return `${project(event.data.project)}: milestone “${name}” planned, due on ${event.data.dueOn}.`;
    }
    case "MilestoneRescheduled":
    case "MilestoneReached":
    case "MilestoneMissed":
      return describeMilestone(event, names, project);
    case "EvidenceAttached":
    case "EvidenceWithdrawn":
      return describeEvidence(event, names, project);
    case "FundsAppropriated": {
      const { year, amountFen, voucher } = event.data;
      return `${wan(amountFen)} of the funds of ${year} appropriated to the earmarked account (voucher ${voucher}).`;
    }
    case "FundsReleased": {
      const { amountFen, voucher } = event.data;
      return `${wan(amountFen)} released to ${project(event.data.project)} (voucher ${voucher}).`;
    }
    case "PaymentMade": {
      const { amountFen, payeeKind, payeeName, purpose, voucher } = event.data;
      const payee = `${payeeLabel(payeeKind, "en")} ${payeeName}`;
      return `${project(event.data.project)} paid ${wan(amountFen)} to ${payee} for ${purpose} (voucher ${voucher}).`;
    }
    case "HouseholdPaid": {
      const { amountFen, village, purpose, voucher } = event.data;
      const payee = `${withheldPayee("en")}${village ? ` of ${village}` : ""}`;
      return `${project(event.data.project)} paid ${wan(amountFen)} to ${payee} for ${purpose} (voucher ${voucher}).`;
    }
    case "RefundReceived":
      return `${wan(event.data.amountFen)} refunded. Reason: ${event.data.reason} (voucher ${event.data.voucher}).`;
    case "TransferReversed":
      return `A transfer went back the way it came. Reason: ${event.data.reason} (voucher ${event.data.voucher}).`;
    default:
      throw new Error(`no sentence for ${event.type}`);
  }
}

function describeMilestone(
  event: Extract<PlanEvent, { type: "MilestoneRescheduled" | "MilestoneReached" | "MilestoneMissed" }>,
  names: Names,
  project: (code: string) => string,
): string {
  const title = inLang(names.milestone(event.data.project, event.data.milestone), "en");
  const name = `${project(event.data.project)}: milestone “${title}”`;
  if (event.type === "MilestoneReached") return `${name} reached${inBrackets(event.data.document)}.`;
  if (event.type === "MilestoneRescheduled") {
    return `${name} rescheduled to ${event.data.dueOn}. Reason: ${event.data.reason}.`;
  }
  return `${name} missed.${event.data.reason ? ` Reason: ${event.data.reason}.` : ""}`;
}

function describeEvidence(
  event: Extract<PlanEvent, { type: "EvidenceAttached" | "EvidenceWithdrawn" }>,
  names: Names,
  project: (code: string) => string,
): string {
  const digest = `SHA-256 ${event.data.sha256.slice(0, 12)}…`;
  const name = project(event.data.project);
  if (event.type === "EvidenceWithdrawn") {
    return `${name}: evidence taken down and no longer shown (${digest}). Reason: ${event.data.reason}.`;
  }
  const { milestone, kind, caption } = event.data;
  const title = milestone === null ? null : inLang(names.milestone(event.data.project, milestone), "en");
  const at = title === null ? "" : ` for milestone “${title}”`;
  return `${name}: ${evidenceLabel(kind, "en")} “${inLang(caption, "en")}” attached${at} (${digest}).`;
}

function signed(amountFen: bigint): string {
  return amountFen < 0n ? `less ${wan(-amountFen)}` : `plus ${wan(amountFen)}`;
}

function inBrackets(document: string | null): string {
  return document ? ` (${document})` : "";
}

import { commandEvents, type Command, type CommandName, type FactCommand, type History } from "@mingzhang/domain";
import type { PlanEvent, PlanEventOf } from "@mingzhang/domain";
import { preparationSteps } from "@mingzhang/domain";
import type { Proposal } from "./proposal.ts";
import { planYears, projectCodes, testPlan, testProject } from "./test-plan.ts";

const wan = 1_000_000n;
const commandNames = Object.keys(commandEvents) as CommandName[];

/** The command that a proposal makes of a history; null where the history offers nothing to name. */
export function propose(
  proposal: Proposal,
  history: History,
  { slug, day }: { slug: string; day: string },
): Command | null {
  const { kind, share } = proposal;
  const project = pick(projectCodes, proposal.project);
  const year = pick(planYears, proposal.year);
  const amountFen = BigInt(share) * wan;
  const fact = (command: Omit<FactCommand, "occurredOn">): Command => ({ ...command, occurredOn: day }) as FactCommand;
  switch (kind) {
    case "adopt":
      return { name: "AdoptPlan", occurredOn: day, plan: testPlan(slug) };
    case "appropriate":
      return fact({ name: "AppropriateFunds", data: { year, amountFen: amountFen * 3n, voucher: "A", note: null } });
    case "release":
      return fact({ name: "ReleaseFunds", data: { project, amountFen, voucher: "R", note: "内部" } });
    case "pay":
      return fact({ name: "MakePayment", data: { project, amountFen: amountFen / 3n, ...payee } });
    case "base":
      return fact({
        name: "ConfirmFundingBase",
        data: { year: year - 1, amountFen: amountFen * 600n, document: "决算" },
      });
    case "amend":
      return fact({
        name: "AmendPlan",
        data: { changes: [{ project, year, amountFen: amountFen - 50n * wan || wan }], ...order },
      });
    case "reallocate":
      return reallocation(proposal, fact);
    case "refund":
    case "reverse":
      return settlement(proposal, history, fact);
    case "correct":
      return correction(proposal, history, day);
    case "void": {
      const event = pick(toReplace(proposal, history), proposal.target);
      return event ? { name: "VoidRecord", corrects: { event: event.id, reason: "误录" } } : null;
    }
    default:
      return works(proposal, { project, fact });
  }
}

const payee = { payeeKind: "contractor", payeeName: "施工队", purpose: "进度款", voucher: "P", note: null } as const;
const order = { reason: "调整", authority: "指挥部", document: "纪要" };

type MakeFact = (command: Omit<FactCommand, "occurredOn">) => Command;

function pick<T>(list: readonly [T, ...T[]], index: number): T;
function pick<T>(list: readonly T[], index: number): T | undefined;
function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % list.length];
}

function reallocation({ project, other, year, share }: Proposal, fact: MakeFact): Command {
  const amountFen = BigInt(share) * wan;
  const from = [{ project: pick(projectCodes, project), year: pick(planYears, year), amountFen }];
  const half = amountFen / 2n;
  const to = [
    { project: pick(projectCodes, other), year: pick(planYears, other), amountFen: half },
    { project: pick(projectCodes, other + 1), year: pick(planYears, other), amountFen: amountFen - half },
  ];
  return fact({ name: "DecideReallocation", data: { from, to, ...order } });
}

/** Names a payment or another transfer by any id of its chain of corrections. */
function settlement({ kind, target, share }: Proposal, history: History, fact: MakeFact): Command | null {
  const paid = history.events.filter((event): event is PlanEventOf<"PaymentMade"> => event.type === "PaymentMade");
  const payments = paid.slice(0, 5);
  const moved = history.events.filter(({ type }) => type === "FundsReleased" || type === "FundsAppropriated");
  const named = pick(kind === "refund" || target % 3 > 0 ? payments : moved, target);
  if (!named) return null;
  if (kind === "reverse") {
    return fact({ name: "ReverseTransfer", data: { transfer: named.id, voucher: "V", reason: "退回", note: null } });
  }
  const amountFen = (BigInt(share) * 200_000n) / 3n;
  return fact({
    name: "ReceiveRefund",
    data: { payment: named.id, amountFen, voucher: "F", reason: "多付", note: null },
  });
}

/** Often one of those that settle others: what they change reaches further than themselves. */
function toReplace({ share }: Proposal, { events }: History): readonly PlanEvent[] {
  const settling = events.filter(({ type }) => type === "RefundReceived" || type === "TransferReversed");
  return share % 2 === 0 && settling.length > 0 ? settling : events.slice(-30);
}

/** The same kind of fact once more, with another amount, project, target or day. */
function correction(proposal: Proposal, history: History, day: string): Command | null {
  const event = pick(toReplace(proposal, history), proposal.target);
  const root = event && rootOf(history, event);
  const name = root && commandNames.find((one) => commandEvents[one] === root.type);
  if (!event || !root || !name) return null;
  const source = event.type === "RecordVoided" ? root : event;
  const occurredOn = proposal.other % 2 === 0 ? event.occurredOn : day;
  return {
    name,
    occurredOn,
    data: altered(source, proposal, history),
    corrects: { event: event.id, reason: "录入有误" },
  } as FactCommand;
}

function rootOf(history: History, event: PlanEvent): PlanEvent | undefined {
  const { replaces } = event;
  if (!replaces) return event;
  const before = history.events.find(({ id }) => id === replaces.event);
  return before && rootOf(history, before);
}

function altered(event: PlanEvent, { share, project, target }: Proposal, history: History): unknown {
  switch (event.type) {
    case "FundsAppropriated":
      return { ...event.data, amountFen: (event.data.amountFen * BigInt(50 + share)) / 100n };
    case "FundsReleased":
    case "PaymentMade": {
      const amountFen = (event.data.amountFen * BigInt(40 + share)) / 100n + 1n;
      return { ...event.data, amountFen, project: share % 3 === 0 ? pick(projectCodes, project) : event.data.project };
    }
    case "RefundReceived": {
      const payments = history.events.filter(({ type }) => type === "PaymentMade");
      const payment = share % 3 === 0 ? pick(payments, target) : undefined;
      return { ...event.data, payment: payment?.id ?? event.data.payment, amountFen: event.data.amountFen / 2n + 1n };
    }
    case "AllocationSet":
      return { ...event.data, amountFen: event.data.amountFen + BigInt(share) };
    default:
      return event.data;
  }
}

function works(
  { kind, share, other, target }: Proposal,
  { project, fact }: { project: string; fact: MakeFact },
): Command {
  const milestone = `m${target % 2}`;
  const place = { project: pick(projectCodes, 0), milestone };
  const dueOn = `201${6 + (share % 3)}-0${1 + (other % 9)}-15`;
  switch (kind) {
    case "preparation": {
      const step = pick(preparationSteps, target);
      return fact({ name: "RecordPreparation", data: { project: "housing", step, document: "意见" } });
    }
    case "start":
      return fact({ name: "StartProject", data: { project, document: null, note: null } });
    case "progress":
      return fact({ name: "ReportProgress", data: { project, quantity: "houses", done: String(share), note: null } });
    case "evidence": {
      const file = { project, sha256: `${target % 3}`.repeat(64), note: null };
      const size = { mediaType: "image/webp", bytes: 9000, width: 800, height: 600 } as const;
      const said = { kind: "photo", milestone: null, caption: { zh: "照片", en: null }, original: null } as const;
      return share % 3 === 0
        ? fact({ name: "WithdrawEvidence", data: { ...file, reason: "本人要求" } })
        : fact({ name: "AttachEvidence", data: { ...file, ...size, ...said } });
    }
    case "addProject":
      return fact({ name: "AddProject", data: testProject(`extra-${share % 4}`, 10 + (share % 4)) });
    default:
      return [
        fact({ name: "PlanMilestone", data: { ...place, name: { zh: "节点", en: null }, dueOn } }),
        fact({ name: "RescheduleMilestone", data: { ...place, dueOn, reason: "雨季" } }),
        fact({ name: "ReachMilestone", data: { ...place, document: null } }),
        fact({ name: "MissMilestone", data: { ...place, reason: null } }),
      ][share % 4] as Command;
  }
}

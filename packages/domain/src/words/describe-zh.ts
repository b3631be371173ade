import type { PlanEvent, PlanEventOf } from "../event/plan-event.ts";
import { amountWords } from "./amount-words.ts";
import { inLang } from "./lang.ts";
import type { Names } from "./names.ts";
import { evidenceLabel, payeeLabel, stepLabel, withheldLabel, withheldPayee } from "./terms.ts";

type Moved = PlanEventOf<"ReallocationDecided">["data"]["from"];

const wan = (fen: bigint): string => amountWords(fen, "zh");

export function describeZh(event: PlanEvent, names: Names): string {
  const project = (code: string): string => `“${inLang(names.project(code), "zh")}”`;
  const cells = (list: Moved): string =>
    list.map((cell) => `${project(cell.project)}${cell.year}年${wan(cell.amountFen)}`).join("、");
  switch (event.type) {
    case "PlanAdopted": {
      const { name, donor, recipient, firstYear, lastYear } = event.data;
      return `《${name.zh}》通过：${donor.zh}对口帮扶${recipient.zh}，${firstYear}—${lastYear}年。`;
    }
    case "FundingRuleSet":
      return `资金标准定为支援方上年度一般公共预算收入的${event.data.ratePercent}%，测算年均增幅${event.data.growthPercent}%。`;
    case "FundingBaseEstimated":
      return `${event.data.year}年资金基数估计为${wan(event.data.amountFen)}（${event.data.document}）。`;
    case "FundingBaseConfirmed":
      return `${event.data.year}年资金基数经确认为${wan(event.data.amountFen)}（${event.data.document}）。`;
    case "EarlierPlanReported": {
      const { firstYear, lastYear, plannedFen, receivedFen, projects, completed } = event.data;
      const money = `计划${wan(plannedFen)}，到位${wan(receivedFen)}`;
      return `前期规划（${firstYear}—${lastYear}年）${money}；${projects}个项目中已竣工${completed}个。`;
    }
    case "ThresholdsSet":
      return event.data.paymentCeilingPoints === null
        ? "取消支付超前于实物工作量的上限。"
        : `支付比例最多可超前实物工作量${event.data.paymentCeilingPoints}个百分点。`;
    case "SectorAdded":
      return `领域“${event.data.name.zh}”列入规划。`;
    case "ProjectAdded":
      return `项目“${event.data.name.zh}”列入规划，责任单位：${event.data.responsibleUnit.zh}。`;
    case "AllocationSet":
      return `${project(event.data.project)}${event.data.year}年安排${wan(event.data.amountFen)}。`;
    case "ReallocationDecided": {
      const { from, to, reason, authority, document } = event.data;
      return `资金调剂：由${cells(from)}调出，调入${cells(to)}。原因：${reason}。决定机关：${authority}（${document}）。`;
    }
    case "PlanAmended": {
      const changes = event.data.changes
        .map(({ amountFen, ...cell }) => `${project(cell.project)}${cell.year}年${signed(amountFen)}`)
        .join("、");
      return `规划调整：${changes}。原因：${event.data.reason}。决定机关：${event.data.authority}（${event.data.document}）。`;
    }
    case "PlanClosed":
      return `规划结束：${event.data.reason}（${event.data.document}）。`;
    case "RecordVoided":
      return `一条记录作废，视为从未发生。原因：${event.data.reason}。`;
    case "DisclosureErased":
      return `一条记录中依法不公开的${withheldLabel(event.data.name, "zh")}已永久删除。依据：${event.data.basis}。`;
    default:
      return describeWork(event, names, project);
  }
}

function describeWork(event: PlanEvent, names: Names, project: (code: string) => string): string {
  switch (event.type) {
    case "PreparationRecorded":
      return `${project(event.data.project)}完成${stepLabel(event.data.step, "zh")}（${event.data.document}）。`;
    case "ProjectStarted":
      return `${project(event.data.project)}开工${inBrackets(event.data.document)}。`;
    case "ProjectAccepted":
      return `${project(event.data.project)}通过验收${inBrackets(event.data.document)}。`;
    case "PhysicalProgressReported": {
      const { name, unit } = names.quantity(event.data.project, event.data.quantity);
      return `${project(event.data.project)}实物工作量：${name.zh}累计完成${event.data.done}${unit.zh}。`;
    }
    case "MilestonePlanned":
      return `${project(event.data.project)}设定节点“${event.data.name.zh}”，应于${event.data.dueOn}前完成。`;
    case "MilestoneRescheduled":
    case "MilestoneReached":
    case "MilestoneMissed":
      return describeMilestone(event, names, project);
    case "EvidenceAttached":
    case "EvidenceWithdrawn":
      return describeEvidence(event, names, project);
    case "FundsAppropriated":
      return `支援方财政拨付${event.data.year}年度资金${wan(event.data.amountFen)}到专户（凭证${event.data.voucher}）。`;
    case "FundsReleased":
      return `由专户向${project(event.data.project)}下达${wan(event.data.amountFen)}（凭证${event.data.voucher}）。`;
    case "PaymentMade": {
      const { amountFen, payeeKind, payeeName, purpose, voucher } = event.data;
      const payee = `${payeeLabel(payeeKind, "zh")}“${payeeName}”`;
      return `${project(event.data.project)}向${payee}支付${wan(amountFen)}，用于${purpose}（凭证${voucher}）。`;
    }
    case "HouseholdPaid": {
      const { amountFen, village, purpose, voucher } = event.data;
      const payee = `${village ?? ""}${withheldPayee("zh")}`;
      return `${project(event.data.project)}向${payee}支付${wan(amountFen)}，用于${purpose}（凭证${voucher}）。`;
    }
    case "RefundReceived":
      return `收到退款${wan(event.data.amountFen)}。原因：${event.data.reason}（凭证${event.data.voucher}）。`;
    case "TransferReversed":
      return `一笔资金原路冲回。原因：${event.data.reason}（凭证${event.data.voucher}）。`;
    default:
      throw new Error(`no sentence for ${event.type}`);
  }
}

function describeMilestone(
  event: Extract<PlanEvent, { type: "MilestoneRescheduled" | "MilestoneReached" | "MilestoneMissed" }>,
  names: Names,
  project: (code: string) => string,
): string {
  const name = `${project(event.data.project)}节点“${names.milestone(event.data.project, event.data.milestone).zh}”`;
  if (event.type === "MilestoneReached") return `${name}完成${inBrackets(event.data.document)}。`;
  if (event.type === "MilestoneRescheduled") return `${name}改期至${event.data.dueOn}。原因：${event.data.reason}。`;
  return `${name}未完成${event.data.reason ? `。原因：${event.data.reason}` : ""}。`;
}

function describeEvidence(
  event: Extract<PlanEvent, { type: "EvidenceAttached" | "EvidenceWithdrawn" }>,
  names: Names,
  project: (code: string) => string,
): string {
  const digest = `SHA-256摘要${event.data.sha256.slice(0, 12)}…`;
  if (event.type === "EvidenceWithdrawn") {
    return `${project(event.data.project)}撤下一份佐证材料（${digest}），不再公开其内容。原因：${event.data.reason}。`;
  }
  const { milestone, kind, caption } = event.data;
  const at = milestone === null ? "" : `节点“${names.milestone(event.data.project, milestone).zh}”`;
  return `${project(event.data.project)}${at}附上${evidenceLabel(kind, "zh")}“${caption.zh}”（${digest}）。`;
}

function signed(amountFen: bigint): string {
  return amountFen < 0n ? `减少${wan(-amountFen)}` : `增加${wan(amountFen)}`;
}

function inBrackets(document: string | null): string {
  return document ? `（${document}）` : "";
}

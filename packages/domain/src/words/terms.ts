import type { RecordedEvent } from "../event/plan-event.ts";
import type { PersonalKind } from "../event/personal-data.ts";
import type { EvidenceKind } from "../plan/evidence-events.ts";
import type { PayeeKind } from "../plan/funds-events.ts";
import type { TransferKind } from "../plan/plan-state.ts";
import type { PreparationStep } from "../plan/project-events.ts";
import type { MilestoneStatus, ProjectStatus } from "../replay/project-view.ts";
import type { Lang, Words } from "./lang.ts";

const typeWords: Readonly<Record<RecordedEvent["type"], Words>> = {
  PlanAdopted: { zh: "规划通过", en: "Plan adopted" },
  FundingRuleSet: { zh: "确定资金标准", en: "Funding rule set" },
  FundingBaseEstimated: { zh: "估计资金基数", en: "Funding base estimated" },
  FundingBaseConfirmed: { zh: "确认资金基数", en: "Funding base confirmed" },
  EarlierPlanReported: { zh: "前期规划情况", en: "Earlier plan reported" },
  ThresholdsSet: { zh: "设定预警阈值", en: "Thresholds set" },
  SectorAdded: { zh: "列入领域", en: "Sector added" },
  ProjectAdded: { zh: "列入项目", en: "Project added" },
  AllocationSet: { zh: "年度投资安排", en: "Allocation set" },
  ReallocationDecided: { zh: "资金调剂", en: "Reallocation decided" },
  PlanAmended: { zh: "规划调整", en: "Plan amended" },
  PlanClosed: { zh: "规划结束", en: "Plan closed" },
  RecordVoided: { zh: "记录作废", en: "Record voided" },
  DisclosureErased: { zh: "删除不公开内容", en: "Withheld value erased" },
  PreparationRecorded: { zh: "前期程序", en: "Preparation step" },
  ProjectStarted: { zh: "项目开工", en: "Project started" },
  PhysicalProgressReported: { zh: "实物工作量", en: "Physical progress" },
  ProjectAccepted: { zh: "项目验收", en: "Project accepted" },
  MilestonePlanned: { zh: "设定节点", en: "Milestone planned" },
  MilestoneRescheduled: { zh: "节点改期", en: "Milestone rescheduled" },
  MilestoneReached: { zh: "节点完成", en: "Milestone reached" },
  MilestoneMissed: { zh: "节点未完成", en: "Milestone missed" },
  EvidenceAttached: { zh: "附佐证材料", en: "Evidence attached" },
  EvidenceWithdrawn: { zh: "撤下佐证材料", en: "Evidence taken down" },
  FundsAppropriated: { zh: "拨付", en: "Appropriation" },
  FundsReleased: { zh: "下达", en: "Release" },
  PaymentMade: { zh: "支付", en: "Payment" },
  HouseholdPaid: { zh: "支付到户", en: "Payment to a household" },
  RefundReceived: { zh: "退款", en: "Refund" },
  TransferReversed: { zh: "冲回", en: "Reversal" },
  LogKeyRotated: { zh: "公开日志换密钥", en: "Key of the public log rotated" },
};

const stepWords: Readonly<Record<PreparationStep, Words>> = {
  benefitAssessment: { zh: "综合效益评估", en: "overall benefit assessment" },
  investmentAssessment: { zh: "投资概算评估", en: "investment estimate assessment" },
  riskAssessment: { zh: "风险评估", en: "risk assessment" },
  feasibilityReport: { zh: "可行性报告", en: "feasibility report" },
  congressReview: { zh: "县人大评审", en: "review by the people's congress" },
  consultativeReview: { zh: "县政协评审", en: "review by the political consultative conference" },
  residentsReview: { zh: "群众代表评审", en: "review by residents' representatives" },
};

const payeeWords: Readonly<Record<PayeeKind, Words>> = {
  contractor: { zh: "施工单位", en: "contractor" },
  householdGroup: { zh: "农户群体", en: "household group" },
  trainingProvider: { zh: "培训机构", en: "training provider" },
  supplier: { zh: "供应商", en: "supplier" },
  publicBody: { zh: "公共机构", en: "public body" },
};

const evidenceWords: Readonly<Record<EvidenceKind, Words>> = {
  photo: { zh: "照片", en: "photo" },
  document: { zh: "文件", en: "document" },
  voucher: { zh: "凭证", en: "voucher" },
};

const transferWords: Readonly<Record<TransferKind, Words>> = {
  appropriation: { zh: "拨付", en: "appropriation" },
  release: { zh: "下达", en: "release" },
  payment: { zh: "支付", en: "payment" },
  refund: { zh: "退款", en: "refund" },
  reversal: { zh: "冲回", en: "reversal" },
};

export const personalWords: Readonly<Record<PersonalKind, Words>> = {
  idCard: { zh: "居民身份证号码", en: "a resident identity card number" },
  mobile: { zh: "手机号码", en: "a mobile phone number" },
  bankCard: { zh: "银行卡号", en: "a bank card number" },
};

const statusWords: Readonly<Record<ProjectStatus | MilestoneStatus, Words>> = {
  planned: { zh: "计划中", en: "planned" },
  preparing: { zh: "前期程序中", en: "preparing" },
  ready: { zh: "可以开工", en: "ready to start" },
  underway: { zh: "实施中", en: "under way" },
  accepted: { zh: "已验收", en: "accepted" },
  overdue: { zh: "已逾期", en: "overdue" },
  reached: { zh: "已完成", en: "reached" },
  missed: { zh: "未完成", en: "missed" },
};

export function typeLabel(type: RecordedEvent["type"], lang: Lang): string {
  return typeWords[type][lang];
}

export function stepLabel(step: string, lang: Lang): string {
  return Object.hasOwn(stepWords, step) ? stepWords[step as PreparationStep][lang] : step;
}

export function payeeLabel(kind: PayeeKind, lang: Lang): string {
  return payeeWords[kind][lang];
}

export function evidenceLabel(kind: EvidenceKind, lang: Lang): string {
  return evidenceWords[kind][lang];
}

/** What stands where a person's name would: on every page, in every list, file and sentence. */
export function withheldPayee(lang: Lang): string {
  return lang === "zh" ? "个人（姓名依法不公开）" : "a person (name withheld by law)";
}

/** A withheld field by its name; the name itself where it has no words. */
export function withheldLabel(name: string, lang: Lang): string {
  if (name !== "payeeName") return name;
  return lang === "zh" ? "收款人姓名" : "name of the payee";
}

export function transferLabel(kind: TransferKind, lang: Lang): string {
  return transferWords[kind][lang];
}

export function statusLabel(status: ProjectStatus | MilestoneStatus, lang: Lang): string {
  return statusWords[status][lang];
}

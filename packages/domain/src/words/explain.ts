import { accountLabel, type Names } from "./names.ts";
import { amountWords } from "./amount-words.ts";
import { inLang, type Lang, type Words } from "./lang.ts";
import { stepLabel } from "./terms.ts";
import type { Refusal, RefusalCode } from "../plan/refusal.ts";

/** What is wrong, with the value, and what would help: one or two plain sentences. */
export function explain(refusal: Refusal, names: Names, lang: Lang): string {
  if (refusal.laterFact) {
    const { occurredOn, event, cause } = refusal.laterFact;
    const inner = explain(cause, names, lang);
    return lang === "zh"
      ? `这样会使${occurredOn}已记录的事项（${event}）不成立：${inner}`
      : `This would break what is recorded for ${occurredOn} (${event}): ${inner}`;
  }
  return sentences[refusal.code][lang].replace(/\{(\w+)\}/g, (_, name: string) =>
    valueWords(refusal, name, { names, lang }),
  );
}

function valueWords(refusal: Refusal, name: string, { names, lang }: { names: Names; lang: Lang }): string {
  const value = refusal.values[name];
  if (value === undefined) return "";
  if (typeof value === "bigint") return amountWords(value, lang);
  if (Array.isArray(value)) return value.map((item: string) => stepLabel(item, lang)).join(lang === "zh" ? "、" : ", ");
  if (name === "account") return accountLabel(String(value), names, lang);
  if (name === "project") return inLang(names.project(String(value)), lang);
  if (name === "sector") return inLang(names.sector(String(value)), lang);
  if (name === "step") return stepLabel(String(value), lang);
  return String(value);
}

const sentences: Readonly<Record<RefusalCode, Words>> = {
  "invalid-input": {
    zh: "{field}的值“{value}”无效：{remedyZh}。",
    en: "{field}: “{value}” is not valid; {remedyEn}.",
  },
  "personal-data": {
    zh: "{field}中的“{value}”像是{kindZh}。该字段对外公开且不可撤回：请删去号码；个人姓名请用“支付到户”填写。",
    en:
      "{field} holds “{value}”, which looks like {kindEn}. The field is public and can never be recalled: " +
      "take the number out; a person's name belongs into a payment to a household.",
  },
  "idempotency-key-reused": {
    zh: "该幂等键已用于另一项内容不同的记录。请换用新的键。",
    en: "This idempotency key already stands for a different record. Choose a new key.",
  },
  "unreadable-record": {
    zh:
      "规划“{plan}”在位置{position}有一条本版软件读不懂的记录（{type}），读懂之前不能再入账。" +
      "请更新软件后重新提交；若已是最新版，请管理员核对存储是否受损。",
    en:
      "Plan “{plan}” holds a record at position {position} ({type}) that this version cannot read; nothing is " +
      "recorded behind it. Update the software, then submit again; on the newest version, check the store for damage.",
  },
  "unknown-plan": { zh: "没有规划“{plan}”。请检查规划简称。", en: "There is no plan “{plan}”. Check its slug." },
  "plan-exists": {
    zh: "规划“{plan}”已存在。变更请用资金调剂或规划调整。",
    en: "Plan “{plan}” exists already. Change it by a reallocation or an amendment.",
  },
  "stale-position": {
    zh: "您看到的规划停在位置{expected}，之后已有新记录（现为{actual}）。请查看变化后重新提交。",
    en: "You looked at position {expected}; the plan is at {actual} now. Look at what changed, then submit again.",
  },
  "date-in-future": {
    zh: "日期{date}晚于今天（{today}）。只能记录已经发生的事。",
    en: "{date} lies after today ({today}). Only what has happened can be recorded.",
  },
  "date-before-plan": {
    zh: "日期{date}早于规划通过日{adoptedOn}，不在规划之内。请检查日期。",
    en: "{date} lies before the plan was adopted on {adoptedOn}, outside the plan. Check the date.",
  },
  "plan-closed": {
    zh: "规划已于{closedOn}结束，只能更正已有记录。",
    en: "The plan was closed on {closedOn}; only corrections of the record are taken.",
  },
  "unknown-event": { zh: "本规划没有记录“{event}”。", en: "This plan holds no record {event}." },
  "already-replaced": {
    zh: "记录“{event}”已被“{by}”更正。请更正后者。",
    en: "Record {event} was corrected by {by} already. Correct the latter.",
  },
  "correction-changes-kind": {
    zh: "更正不能改变记录的类型（原为{expected}，现为{given}）。请先作废原记录，再另行记录。",
    en: "A correction keeps the kind of a record ({expected}, not {given}). Void the record, then record anew.",
  },
  "not-withheld": {
    zh: "记录“{event}”没有依法不公开的字段“{name}”，无可删除。",
    en: "Record {event} has no withheld field “{name}”: there is nothing to erase.",
  },
  "years-out-of-order": {
    zh: "结束年度{lastYear}早于起始年度{firstYear}。",
    en: "The last year {lastYear} lies before the first year {firstYear}.",
  },
  "year-outside-plan": {
    zh: "{year}年不在规划期（{firstYear}—{lastYear}年）内。",
    en: "{year} lies outside the plan's years {firstYear} to {lastYear}.",
  },
  "unknown-sector": { zh: "规划中没有领域“{sector}”。", en: "The plan has no sector “{sector}”." },
  "duplicate-sector": { zh: "领域“{sector}”已在规划中。", en: "Sector “{sector}” is in the plan already." },
  "unknown-project": {
    zh: "规划中没有项目“{project}”。资金只能用于规划内的项目。",
    en: "The plan has no project “{project}”. Money moves only for projects of the plan.",
  },
  "duplicate-project": { zh: "项目“{project}”已在规划中。", en: "Project “{project}” is in the plan already." },
  "duplicate-number": { zh: "序号{number}已用于另一项目。", en: "Number {number} belongs to another project." },
  "duplicate-quantity": { zh: "实物量“{quantity}”重复。", en: "Quantity “{quantity}” is given twice." },
  "allocation-already-set": {
    zh: "“{project}”{year}年已有安排。变更请用资金调剂或规划调整。",
    en: "{project} has an allocation for {year}. Change it by a reallocation or an amendment.",
  },
  "doubled-cell": {
    zh: "“{project}”{year}年出现了不止一次。请合并为一项。",
    en: "{project} {year} is named more than once. Make it one.",
  },
  "reallocation-unbalanced": {
    zh: "调出{from}，调入{to}，两者不等。资金调剂不得改变规划总额；如需改变，请用规划调整。",
    en: "{from} is taken and {to} is given. A reallocation keeps the total; to change it, amend the plan.",
  },
  "allocation-below-zero": {
    zh: "“{project}”{year}年的安排不足，还差{shortfall}。",
    en: "{project} has too little allocated for {year}: {shortfall} short.",
  },
  "unknown-quantity": {
    zh: "“{project}”没有实物量“{quantity}”。",
    en: "{project} has no planned quantity “{quantity}”.",
  },
  "step-already-recorded": { zh: "“{project}”的{step}已有记录。", en: "{project}: {step} is recorded already." },
  "missing-steps": {
    zh: "“{project}”尚不能开工，还缺：{steps}。",
    en: "{project} cannot start yet; missing: {steps}.",
  },
  "already-started": { zh: "“{project}”已于{startedOn}开工。", en: "{project} started on {startedOn}." },
  "not-started": { zh: "“{project}”尚未开工，不能验收。", en: "{project} has not started and cannot be accepted." },
  "already-accepted": { zh: "“{project}”已于{acceptedOn}验收。", en: "{project} was accepted on {acceptedOn}." },
  "unknown-milestone": {
    zh: "没有节点“{milestone}”。请先设定。",
    en: "There is no milestone “{milestone}”. Plan it first.",
  },
  "duplicate-milestone": { zh: "节点“{milestone}”已存在。", en: "Milestone “{milestone}” exists already." },
  "milestone-already-reached": {
    zh: "节点“{milestone}”已于{reachedOn}完成。",
    en: "Milestone “{milestone}” was reached on {reachedOn}.",
  },
  "evidence-not-held": {
    zh: "没有收到摘要为{sha256}的材料。请先上传该文件，再附到项目上。",
    en: "No file with the SHA-256 {sha256} is held. Upload it first, then attach it.",
  },
  "photo-without-image": {
    zh: "{mediaType}不是图片，不能作为照片。请改为文件或凭证，或另传图片。",
    en: "{mediaType} is no image and cannot be a photo. Make it a document or a voucher, or upload an image.",
  },
  "duplicate-evidence": {
    zh: "“{project}”已有这份材料（{attachedOn}，摘要{sha256}）。要改说明或节点，请更正那条记录。",
    en: "{project} has this file already ({attachedOn}, {sha256}). To change its caption, correct that record.",
  },
  "unknown-evidence": {
    zh: "“{project}”当时没有摘要为{sha256}的佐证材料。请检查摘要和日期。",
    en: "{project} had no evidence {sha256} by then. Check the digest and the date.",
  },
  "evidence-withdrawn": {
    zh: "“{project}”的这份材料（摘要{sha256}）已于{withdrawnOn}撤下。",
    en: "This evidence of {project} ({sha256}) was taken down on {withdrawnOn} already.",
  },
  "unknown-transfer": { zh: "本规划没有资金记录“{transfer}”。", en: "This plan holds no transfer {transfer}." },
  "not-a-payment": { zh: "“{transfer}”不是支付，不能退款。", en: "{transfer} is no payment and cannot be refunded." },
  "not-reversible": {
    zh: "“{transfer}”是退款或冲回，不能再冲回。请更正或作废该记录。",
    en: "{transfer} is a refund or a reversal. Correct or void it instead.",
  },
  "refund-exceeds-payment": {
    zh: "退款{amount}超过该笔支付的余额{open}。",
    en: "A refund of {amount} exceeds the {open} left of the payment.",
  },
  "nothing-left-to-reverse": {
    zh: "“{transfer}”已全部退回或冲回。",
    en: "Nothing is left of {transfer}: all of it was refunded or reversed.",
  },
  "payment-ahead-of-progress": {
    zh: "支付将达{paidPercent}%，而实物进度为{progressPercent}%，超前不得多于{ceiling}个百分点。请先报送实物工作量。",
    en: "{paidPercent} % paid at {progressPercent} % progress: the ceiling is {ceiling} points. Report progress first.",
  },
  overdrawn: {
    zh: "{account}在{date}余额不足，还差{shortfall}。",
    en: "{account} would be short of {shortfall} on {date}.",
  },
  "exceeds-allocation": {
    zh: "“{project}”到{year}年的累计安排为{allocated}，下达将超出{shortfall}。",
    en: "{project} is allocated {allocated} up to {year}; releases would exceed it by {shortfall}.",
  },
  "breaks-later-fact": {
    zh: "这样会使{date}已记录的事项不成立。",
    en: "This would break what is recorded for {date}.",
  },
  "entry-too-large": {
    zh:
      "这条记录公开后将达{bytes}字节，其中{field}最长，超过公开日志单条{atMost}字节的上限。" +
      "请分成几条记录，或缩短文字。",
    en:
      "Published, this record would take {bytes} bytes, most of them of {field}; an entry holds {atMost}. Split it, " +
      "or shorten its texts.",
  },
  conflict: {
    zh: "同时有其他记录写入，请重试。",
    en: "Others were recording at the same moment. Try again.",
  },
};

import type { Words } from "@mingzhang/transparency-log";
import type { BreachCode, RuleName } from "./rule.ts";

/** Each rule as one sentence for a reader. */
export const ruleWords: Readonly<Record<RuleName, Words>> = {
  "entries-in-sequence": {
    zh: "每条记录自述的序号依次相连，没有缺号",
    en: "Every entry states its own place, without a gap",
  },
  "entries-readable": {
    zh: "每条记录都能读懂，金额精确到分",
    en: "Every entry can be read, its amounts exact to the fen",
  },
  "corrections-name-entries": {
    zh: "每条更正都指明一条已有的同类记录，且只更正一次",
    en: "Every correction names an earlier entry of its kind, which is corrected once only",
  },
  "transfers-known": {
    zh: "每笔退款、冲回都对应一笔已有款项，且不超过其余额",
    en: "Every refund and reversal names a known transfer, and no more than is left of it",
  },
  "books-balance": {
    zh: "账目逐日平衡到分，专户从未透支",
    en: "The books balance to the fen on every day, and the earmarked account is never overdrawn",
  },
  "totals-kept": {
    zh: "资金调剂不改变规划总额，每一格安排都不为负",
    en: "Reallocations keep the plan's total, and no cell of the table is below zero",
  },
  "releases-within-allocations": {
    zh: "任何一天、任何项目的下达都不超过当时的累计安排",
    en: "On no day is more released to a project than it has been allocated",
  },
  "payments-within-releases": {
    zh: "任何一天、任何项目的支付都不超过已下达的资金",
    en: "On no day is more paid for a project than was released to it",
  },
  "keys-announced": {
    zh: "除首把密钥外，每把签署检查点的密钥都先在日志中有记录",
    en: "Every key but the first one has an entry in the log before it signs a checkpoint",
  },
};

export const breachWords: Readonly<Record<BreachCode, Words>> = {
  "not-an-event": { zh: "不是事件记录", en: "it is no event" },
  "wrong-sequence": { zh: "自述的序号不对", en: "it states another place" },
  "unknown-version": {
    zh: "本程序不认识这个版本的记录，请换用新的验证程序",
    en: "its version is newer than this program",
  },
  "wrong-fact": { zh: "缺少应有的内容", en: "it lacks what it must say" },
  "wrong-amount": { zh: "金额无效", en: "its amount is not valid" },
  "corrects-later-or-unknown": { zh: "所更正的记录不存在", en: "the entry that it corrects is not there" },
  "corrects-other-plan": { zh: "更正的是别的规划的记录", en: "it corrects an entry of another plan" },
  "corrects-other-kind": { zh: "更正改变了记录的种类", en: "it corrects an entry of another kind" },
  "corrects-twice": { zh: "同一条记录被更正两次", en: "that entry was corrected already" },
  "no-plan": { zh: "规划尚未公布", en: "the plan has not been adopted" },
  "plan-twice": { zh: "规划公布了两次", en: "the plan is adopted a second time" },
  "no-project": { zh: "规划中没有这个项目", en: "the plan has no such project" },
  "project-twice": { zh: "同一项目加入了两次", en: "the project is added a second time" },
  "no-transfer": { zh: "没有对应的款项", en: "there is no such transfer" },
  "transfer-exceeded": { zh: "超过那笔款项的余额", en: "it is more than is left of that transfer" },
  overdrawn: { zh: "账户透支", en: "the account is overdrawn" },
  "books-differ": { zh: "账目不平", en: "the books do not balance" },
  "total-changed": { zh: "规划总额变了", en: "the plan's total has changed" },
  "cell-below-zero": { zh: "年度安排为负数", en: "an allocation is below zero" },
  "cell-twice": { zh: "同一年度安排设定了两次", en: "the allocation is set a second time" },
  "released-above-allocation": { zh: "下达超过安排", en: "more is released than was allocated" },
  "paid-above-release": { zh: "支付超过下达", en: "more is paid than was released" },
  "key-out-of-order": { zh: "与以前的密钥接不上", en: "the key does not follow those before it" },
  "key-not-announced": { zh: "签署检查点的密钥在日志中没有记录", en: "a key signs that no entry announces" },
  "key-before-its-entry": {
    zh: "密钥签署了尚不含其记录的检查点",
    en: "a key signs a checkpoint that does not cover its entry yet",
  },
};

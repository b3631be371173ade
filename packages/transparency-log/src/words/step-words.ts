import type { Outcome, StepName } from "../verify/steps.ts";
import type { Words } from "./words.ts";

/** What each step looks at, as one sentence for somebody who has never heard of Merkle trees. */
export const stepWords: Readonly<Record<StepName, Words>> = {
  "read-proof": {
    zh: "读取证明文件",
    en: "Read the proof file",
  },
  "hash-entry": {
    zh: "计算这条记录的指纹（哈希）",
    en: "Compute the fingerprint (hash) of the entry",
  },
  "read-checkpoint": {
    zh: "读取检查点：日志的名称、条数和总指纹",
    en: "Read the checkpoint: the log's name, its number of entries, and the fingerprint of them all",
  },
  "log-signature": {
    zh: "核对检查点确由该日志签署",
    en: "Check that the log itself signed the checkpoint",
  },
  "witness-quorum": {
    zh: "核对有足够多的独立见证人共同签署，所有人看到的是同一份日志",
    en: "Check that enough independent witnesses signed too, so that all readers see one and the same log",
  },
  freshness: {
    zh: "核对见证签名的时间不太旧，也不在未来",
    en: "Check that the witnesses signed recently, and not in the future",
  },
  inclusion: {
    zh: "核对这条记录就在日志的这个位置，未被改动",
    en: "Check that the entry stands in the log at this place, unchanged",
  },
  "entry-form": {
    zh: "核对记录的写法规范，其序号与位置一致",
    en: "Check that the entry is well formed and states its own place",
  },
  disclosures: {
    zh: "核对所披露的内容正是当初保留未公开的内容",
    en: "Check that what was disclosed is what had been withheld",
  },
  "right-edge": {
    zh: "由日志末端的哈希块算出总指纹，与检查点比对",
    en: "Compute the fingerprint of all from the tiles at the log's end, and compare it with the checkpoint",
  },
  tiles: {
    zh: "核对每个哈希块都与其上层一致",
    en: "Check each tile of hashes against the one above it",
  },
  bundles: {
    zh: "核对每条记录的原文与其哈希一致",
    en: "Check the bytes of each entry against its hash",
  },
  "earlier-checkpoints": {
    zh: "核对今天的日志完整包含您以前保存的检查点",
    en: "Check that today's log contains the checkpoints that you kept earlier",
  },
  "earlier-partials": {
    zh: "核对以往各时刻留下的不满哈希块",
    en: "Check the partial tiles left from earlier sizes",
  },
  "served-proofs": {
    zh: "核对日志附带的每个证明文件",
    en: "Check each proof file that the log serves",
  },
};

export const outcomeWords: Readonly<Record<Outcome, Words>> = {
  passed: { zh: "通过", en: "passed" },
  failed: { zh: "未通过", en: "FAILED" },
  "not-asked": { zh: "未要求", en: "not asked" },
  "not-reached": { zh: "未进行", en: "not reached" },
};

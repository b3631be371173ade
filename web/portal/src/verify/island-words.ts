import type { Words } from "@mingzhang/transparency-log";
import type { ClaimName } from "./island-data.ts";

/** What the verifier says beside the words of its steps. */
export const islandWords = {
  carried: { zh: "一、本页自带的证明（不需要网络）", en: "1. The proof that this page carries (no network)" },
  carriedLead: {
    zh: "用本页显示的那一行原文，对照本页自带的证明文件和公钥。",
    en: "The line shown on this page, checked against the proof and the public keys that the page carries.",
  },
  page: { zh: "二、本页所写", en: "2. What this page says" },
  pageLead: {
    zh: "本页的编号、日期、时刻和两种写法，须与已证明的原文一致。上方那句话是由原文写成的说明，机器无法核对，请自行对照原文。",
    en:
      "Number, dates and both forms of the record on this page have to agree with the proved line. The sentence " +
      "above was written from that line; no machine can check it, so compare the two yourself.",
  },
  served: { zh: "三、日志现在的样子（联网核对）", en: "3. The log as it is now (over the network)" },
  servedLead: {
    zh: "重新取回检查点、哈希块和记录原文，再对照您的浏览器上次看到的检查点。",
    en: "Fetches checkpoint, tiles and entries anew, and compares them with the checkpoint that your browser saw last.",
  },
  claims: { zh: "核对本页的各项内容与原文一致", en: "Compare what this page says with the proved line" },
  sameEntry: { zh: "核对日志中的原文就是本页这一行", en: "Check that the log's entry is the line on this page" },
  otherEntry: { zh: "日志中是另一行", en: "the log holds another line" },
  noVisit: { zh: "这是您的浏览器第一次核对这份日志", en: "your browser has not checked this log before" },
  noWitness: {
    zh: "这份信任规则不要求见证人：签名只能证明日志方自己签署，不能证明所有人看到的是同一份日志。",
    en:
      "This policy asks for no witness: the signature proves that the log signed, not that all readers see one and " +
      "the same log.",
  },
  rulesChanged: {
    zh: "信任规则（公钥或见证人）与您上次看到的不同。正常的更换会写进日志；请与其他来源核对。",
    en:
      "The policy (keys or witnesses) is not the one that you saw last. A regular change is recorded in the log: " +
      "compare it with another source.",
  },
  outage: {
    zh: "没能读到日志：网络不通，或对方没有应答。这既不证明记录属实，也不证明它被改动。",
    en: "The log could not be read: there is no network, or no answer. That proves nothing either way.",
  },
  badPolicy: { zh: "信任规则无法读取：", en: "The policy cannot be read: " },
  broken: { zh: "验证程序出错，没有结论：", en: "The verifier failed, and there is no conclusion: " },
  running: { zh: "正在验证……", en: "Verifying …" },
  passed: { zh: "全部通过", en: "All passed" },
  passedText: {
    zh: "这条记录一字不差地在公开日志中，位置正确，签名成立。",
    en: "This record stands in the public log word for word, at its place, under a valid signature.",
  },
  passedOffline: {
    zh: "本页自带的证明成立。没有联网核对日志现在的样子。",
    en: "The proof that this page carries holds. The log as it is now was not looked at.",
  },
  nothing: { zh: "没有结论", en: "No conclusion" },
  failed: { zh: "未通过", en: "FAILED" },
  failedAt: { zh: "第一个未通过的步骤：", en: "The first step that failed: " },
  failedText: {
    zh: "请保存本页，并把它交给您信任的人或审计机关。",
    en: "Keep this page, and show it to somebody whom you trust, or to an auditor.",
  },
  keepBoth: { zh: "两份互相矛盾的检查点，请一并保存：", en: "Two checkpoints that contradict each other; keep both:" },
  took: { zh: "验证证明用时 {ms} 毫秒", en: "The proof took {ms} ms" },
  facts: { zh: "所见", en: "What was seen" },
} as const satisfies Readonly<Record<string, Words>>;

export const claimWords: Readonly<Record<ClaimName, Words>> = {
  index: { zh: "编号", en: "number" },
  occurredOn: { zh: "发生日期", en: "day on which it happened" },
  recordedAt: { zh: "录入时刻", en: "time of recording" },
  id: { zh: "事件编号", en: "id of the event" },
  leaf: { zh: "叶哈希", en: "leaf hash" },
  line: { zh: "原文一行", en: "the line" },
  pretty: { zh: "分行显示的原文", en: "the line in readable form" },
};

/** Names of what a step saw; a witness stands under its own name. */
export const factWords: Readonly<Record<string, Words>> = {
  index: { zh: "编号", en: "number" },
  leaf: { zh: "这条记录的指纹", en: "fingerprint of the record" },
  origin: { zh: "日志名称", en: "name of the log" },
  size: { zh: "条数", en: "entries" },
  root: { zh: "总指纹", en: "fingerprint of all" },
  signedBy: { zh: "签署的公钥", en: "signed by the key" },
  hashes: { zh: "用到的旁证指纹数", en: "sibling fingerprints used" },
  quorum: { zh: "要求的见证组", en: "witnesses asked for" },
};

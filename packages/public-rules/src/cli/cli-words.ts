import type { Words } from "@mingzhang/transparency-log";

export const cliWords = {
  log: { zh: "一、日志：每个字节都是签署过的", en: "1. The log: every byte is what was signed" },
  archive: { zh: "二、归档中的其他文件", en: "2. The other files of the archive" },
  rules: { zh: "三、账目：只凭公开记录重新记账", en: "3. The books: kept anew from the public record alone" },
  evidence: { zh: "四、照片与文件：与日志中的摘要比对", en: "4. Photos and files: held against their digests" },
  files: {
    zh: "每份文件的字节与记录中的 SHA-256 摘要相同",
    en: "The bytes of every file have the SHA-256 that its entry names",
  },
  absent: {
    zh: "此处取不到的文件（镜像和归档可以没有；这不说明文件有问题）",
    en: "Files that are not to be had here (mirrors and archives may lack them, which proves nothing)",
  },
  lines: {
    zh: "供阅读的文本（ndjson）与已证明的记录逐字节相同",
    en: "The lines for readers (ndjson) are the proved entries",
  },
  sums: { zh: "说明、公钥和验证程序与清单 SHA256SUMS 相符", en: "Notes, keys and verifier agree with SHA256SUMS" },
  passed: { zh: "结论：全部通过。", en: "Conclusion: all passed." },
  failed: { zh: "结论：未通过。请保留这份文件作为证据。", en: "Conclusion: NOT PROVED. Keep this copy as evidence." },
  limits: {
    zh: "这证明公布过的记录没有被改动、彼此相符；不证明记录真实，也不证明没有漏记。",
    en: "This proves that what was published was not changed and agrees with itself; not that it is true or complete.",
  },
  ownPolicy: {
    zh: "注意：以下公钥取自日志自己（首次即信）。请与公报或其他来源核对指纹，再用 --policy 固定下来：",
    en:
      "Mind: these keys come from the log itself (trust on first use). Compare their fingerprints with a gazette or\n" +
      "another source, and pin them by --policy:",
  },
  noWitness: {
    zh: "注意：没有要求见证人签名，无法排除别人看到的是另一份日志。",
    en: "Mind: no witness is asked for, so that others may be shown another log.",
  },
  unjudged: { zh: "没有规则涉及的记录", en: "Entries that no rule speaks of" },
  entries: { zh: "记录条数", en: "entries" },
  notReached: { zh: "未进行：日志本身未通过", en: "not reached: the log itself did not pass" },
  entry: { zh: "记录", en: "entry" },
  plan: { zh: "规划", en: "plan" },
  allocated: { zh: "安排", en: "allocated" },
  appropriated: { zh: "拨付", en: "appropriated" },
  released: { zh: "下达", en: "released" },
  paid: { zh: "支付", en: "paid" },
  account: { zh: "专户余额", en: "in the account" },
  yuan: { zh: "元", en: "CNY" },
} as const satisfies Record<string, Words>;

export const verifyUsage: Words = {
  zh: [
    "用法：npm run verify -- 网址|文件夹|zip [--policy 信任规则文件] [--kept 以前保存的检查点]… [--lang en]",
    "归档里：node verify.mjs .",
    "",
    "逐字节核对整个日志（签名、哈希块、记录、证明），再只凭公开记录重新记账。",
    "退出码：0 通过；1 未通过；2 用法有误；3 无法读取（不说明日志有问题）。",
    "",
  ].join("\n"),
  en: [
    "Usage: npm run verify -- URL|FOLDER|ZIP [--policy FILE] [--kept CHECKPOINT]… [--lang zh]",
    "In an archive: node verify.mjs .",
    "",
    "Checks every byte of a log (signatures, tiles, entries, proofs), then keeps its books anew from what is public.",
    "Exit codes: 0 passed, 1 not passed, 2 wrong call, 3 cannot be read (which says nothing about the log).",
    "",
  ].join("\n"),
};

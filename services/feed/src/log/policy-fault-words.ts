import { type FaultCode, faultWords } from "@mingzhang/transparency-log";

/** What can be wrong with a policy file: what the parser finds, and what makes no sense for a log that asks. */
export type PolicyFault = FaultCode | Exclude<keyof typeof policyFaultWords, "unreadable">;

/** What is wrong beside what the parser finds, each with what helps. */
export const policyFaultWords = {
  unreadable: {
    zh: "应为文件的路径，请核对文件名和权限",
    en: "give the path of a file, check its name and rights",
  },
  "log-line": {
    zh: "日志自己的公钥由本产品加上，请删去这一行",
    en: "the log's own key is added by this product, leave it out",
  },
  "no-address": {
    zh: "日志方要向见证人提交检查点，请在行末加上它的网址，例如 https://witness.example",
    en: "the log has to reach its witnesses; add the address at the end, for example https://witness.example",
  },
  "no-http-address": {
    zh: "网址应以 https:// 或 http:// 开头，例如 https://witness.example",
    en: "the address has to begin with https:// or http://, for example https://witness.example",
  },
  "ml-dsa-key": {
    zh: "本产品还不能核对 ML-DSA-44 见证签名，请填见证人的 Ed25519 公钥",
    en: "this product cannot check cosignatures of ML-DSA-44 yet; give the witness's Ed25519 key",
  },
} as const;

const copied = {
  zh: "请照抄见证人启动时显示的那一行公钥（名称+编号+密钥）",
  en: "copy the key's line (name+id+key) as the witness shows it at its start",
};
const plainText = {
  zh: "请存为 UTF-8 文本，换行用 LF",
  en: "save it as UTF-8 text with LF line ends",
};

const remedies: Partial<Readonly<Record<FaultCode, { readonly zh: string; readonly en: string }>>> = {
  "policy-line": {
    zh: "每行应为 witness 名称 公钥 网址、group 名称 门槛 成员…… 或 quorum 名称",
    en: "write witness NAME KEY ADDRESS, group NAME THRESHOLD MEMBER … or quorum NAME",
  },
  "policy-character": plainText,
  "not-utf8": plainText,
  "policy-too-large": { zh: "请核对是否选错了文件", en: "check that it is the right file" },
  "policy-duplicate-key": {
    zh: "每个见证人须有自己的公钥，请删去重复的一行",
    en: "every witness needs a key of its own, take the repeated line out",
  },
  "policy-name": {
    zh: "名称须先写后用、各不相同，一个成员只属于一个 group，也不能叫 none",
    en: "a name stands before it is used, each only once, a member belongs to one group, and none is reserved",
  },
  "policy-threshold": {
    zh: "门槛应为 1 到成员数之间的整数，或写 any、all",
    en: "give a whole number from 1 to the number of members, or any, or all",
  },
  "policy-quorum": {
    zh: "请写且只写一行 quorum，例如 quorum county",
    en: "write exactly one quorum line, for example quorum county",
  },
  "policy-key-type": copied,
  "key-form": copied,
  "key-name": copied,
  "key-id": copied,
  "key-type": copied,
  "key-length": copied,
  "not-base64": copied,
};

/** What is wrong and what helps, in one sentence. */
export function wordsOfFault(fault: PolicyFault, lang: "zh" | "en"): string {
  if (isOwn(fault)) return policyFaultWords[fault][lang];
  const remedy = remedies[fault];
  return remedy ? `${faultWords[fault][lang]}${lang === "zh" ? "；" : "; "}${remedy[lang]}` : faultWords[fault][lang];
}

function isOwn(fault: PolicyFault): fault is Exclude<PolicyFault, FaultCode> {
  return fault in policyFaultWords;
}

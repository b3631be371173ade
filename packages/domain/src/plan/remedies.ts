import type { Words } from "../words/lang.ts";

const amounts: Words = { zh: "请填写大于零的整数分", en: "give a whole number of fen above zero" };
const codes: Words = {
  zh: "请用小写字母、数字和连字符，至多60个字符",
  en: "use lower-case letters, digits and hyphens, at most 60",
};
const days: Words = { zh: "请按 YYYY-MM-DD 填写真实存在的日期", en: "give a date that exists, as YYYY-MM-DD" };
const years: Words = { zh: "请填写四位年份", en: "give a year of four digits" };
const decimals: Words = {
  zh: "请填写不小于零、至多四位小数的数",
  en: "give a number not below zero with at most four decimals",
};
const ids: Words = { zh: "请填写记录编号（UUID）", en: "give the id of a record (a UUID)" };
const texts: Words = {
  zh: "请填写1至500个字符的文字，不含控制字符",
  en: "give a text of 1 to 500 characters without control characters",
};
const digests: Words = {
  zh: "请填写64位小写十六进制的SHA-256摘要，上传材料后可得",
  en: "give the SHA-256 in 64 lower-case hexadecimal digits, as the upload answers it",
};
const lists: Words = { zh: "请至少填写一项", en: "give at least one" };
const choices: Words = { zh: "请从给定选项中选择", en: "choose one of the given values" };

/** What would mend a field, by the last part of its name. */
const byField: Readonly<Record<string, Words>> = {
  amountFen: amounts,
  totalInvestmentFen: amounts,
  plannedFen: amounts,
  receivedFen: amounts,
  project: codes,
  sector: codes,
  milestone: codes,
  quantity: codes,
  slug: codes,
  code: codes,
  occurredOn: days,
  dueOn: days,
  reportedTo: days,
  year: years,
  firstYear: years,
  lastYear: years,
  startYear: years,
  endYear: years,
  done: decimals,
  planned: decimals,
  ratePercent: decimals,
  growthPercent: decimals,
  paymentCeilingPoints: decimals,
  sha256: digests,
  payment: ids,
  transfer: ids,
  from: lists,
  to: lists,
  changes: lists,
  step: choices,
  kind: choices,
  payeeKind: choices,
};

export function remedyFor(field: string): Words {
  return byField[field.split(".").at(-1) ?? ""] ?? texts;
}

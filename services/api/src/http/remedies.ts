import type { Words } from "@mingzhang/domain";

/** What mends a value that cannot be used. */
export const dateRemedy: Words = {
  zh: "请按 YYYY-MM-DD 填写真实存在的日期",
  en: "give a date that exists, as YYYY-MM-DD",
};
export const instantRemedy: Words = {
  zh: "请填写带时区的时刻，例如 2026-01-09T02:11:07.123456Z，至多精确到微秒",
  en: "give an instant with its zone, for example 2026-01-09T02:11:07.123456Z, to the microsecond at most",
};
export const futureRemedy: Words = {
  zh: "这一时间尚未到来，请填写今天或更早的时间",
  en: "it has not come yet; give today or earlier",
};
export const wholeNumberRemedy: Words = {
  zh: '请填写整数，用十进制数字写成字符串，例如 "1200000"，至多18位',
  en: 'give a whole number as a string of decimal digits, for example "1200000", at most 18 of them',
};
export const decimalRemedy: Words = {
  zh: '请填写十进制数，写成字符串，例如 "12.5"，不用指数',
  en: 'give a plain decimal as a string, for example "12.5", without an exponent',
};

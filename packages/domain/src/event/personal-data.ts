import type { JsonRecord } from "./declaration.ts";

export type PersonalKind = "idCard" | "mobile" | "bankCard";

/** Something in a public text that is plainly a person's own, with its digits masked. */
export interface PersonalData {
  readonly field: string;
  readonly kind: PersonalKind;
  readonly masked: string;
}

/** A run of digits as people write them: grouped by single spaces or hyphens, an X at the end of an identity number. */
const run = /(?<![0-9A-Za-z])\d(?:[ -]?\d){10,18}[Xx]?(?![0-9A-Za-z])/g;
/** Where a number is written beside another one, each group may be one of its own. */
const group = /\d{11,19}[Xx]?/g;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Identity card, mobile and bank card numbers in the texts of public data, at any depth: what must never get into a
 * record that cannot be recalled. A check for slips, not a proof: names and addresses have no form that shows.
 */
export function personalDataIn(data: JsonRecord): readonly PersonalData[] {
  return Object.entries(data).flatMap(([field, value]) => search(field, value));
}

function search(field: string, value: unknown): readonly PersonalData[] {
  if (typeof value === "string") return field.endsWith("Fen") || uuid.test(value) ? [] : inText(field, value);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => search(`${field}.${name}`, member));
}

function inText(field: string, value: string): readonly PersonalData[] {
  const text = value.normalize("NFKC");
  return (text.match(run) ?? [])
    .flatMap((found) => [found.replaceAll(/[ -]/g, ""), ...(found.match(group) ?? [])])
    .filter((digits, index, all) => all.indexOf(digits) === index)
    .flatMap((digits) => {
      const kind = kindOf(digits);
      return kind === null ? [] : [{ field, kind, masked: `${digits.slice(0, 3)}…${digits.slice(-2)}` }];
    });
}

function kindOf(digits: string): PersonalKind | null {
  if (/^1[3-9]\d{9}$/.test(digits)) return "mobile";
  if (isIdCard(digits)) return "idCard";
  return /^(62\d{14,17}|4\d{15}|5[1-5]\d{14})$/.test(digits) && isLuhn(digits) ? "bankCard" : null;
}

/** GB 11643: six digits of a place, a day of birth, three of a sequence, a check character of ISO 7064 mod 11-2. */
function isIdCard(digits: string): boolean {
  if (!/^[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(digits)) return false;
  const weighed = Array.from(digits.slice(0, 17), (digit, index) => Number(digit) * (2 ** (17 - index) % 11));
  const sum = weighed.reduce((total, weight) => total + weight, 0);
  return "10X98765432"[sum % 11] === digits[17]?.toUpperCase();
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

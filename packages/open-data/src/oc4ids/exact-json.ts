/** A JSON number that is written digit by digit: an amount never passes through a floating-point number. */
export class ExactNumber {
  readonly digits: string;

  /** Throws a TypeError on anything but a plain decimal. */
  constructor(digits: string) {
    if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(digits)) throw new TypeError(`not a plain decimal: ${digits}`);
    this.digits = digits;
  }
}

export type ExactJson =
  | string
  | number
  | boolean
  | ExactNumber
  | readonly ExactJson[]
  | { readonly [name: string]: ExactJson | null | undefined };

/**
 * JSON with two spaces of indentation. What is empty is left out, as OC4IDS wants it: null, "", [] and {}. Numbers
 * other than exact ones are safe integers.
 */
export function exactJson(value: ExactJson): string {
  return `${written(value, "\n")}\n`;
}

function written(value: ExactJson, newline: string): string {
  if (value instanceof ExactNumber) return value.digits;
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not an exact number: ${value}`);
    return String(value);
  }
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = `${newline}  `;
  if (isList(value)) return `[${inner}${value.map((each) => written(each, inner)).join(`,${inner}`)}${newline}]`;
  const members = Object.entries(value).flatMap(([name, member]) =>
    isEmpty(member) ? [] : [`${JSON.stringify(name)}: ${written(member, inner)}`],
  );
  return `{${inner}${members.join(`,${inner}`)}${newline}}`;
}

function isEmpty(value: ExactJson | null | undefined): value is null | undefined {
  if (value === null || value === undefined || value === "") return true;
  if (typeof value !== "object" || value instanceof ExactNumber) return false;
  return isList(value) ? value.length === 0 : Object.values(value).every(isEmpty);
}

function isList(value: ExactJson): value is readonly ExactJson[] {
  return Array.isArray(value);
}

import { isDay } from "@mingzhang/domain";
import { badParameter, Trouble } from "./trouble.ts";

/** A parameter's value; null where it is left out or empty, as forms send it. Throws where it is given twice. */
export function single(params: URLSearchParams, name: string): string | null {
  const values = params.getAll(name);
  if (values.length > 1) throw badParameter(name, values.join(", "));
  return values[0] === undefined || values[0] === "" ? null : values[0];
}

/** A whole number within bounds, written in plain digits. */
export function whole(
  params: URLSearchParams,
  name: string,
  { min, max, otherwise }: { min: number; max: number; otherwise: number },
): number {
  const text = single(params, name);
  if (text === null) return otherwise;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) throw badParameter(name, text);
  return number;
}

/** A calendar day. */
export function dayOf(params: URLSearchParams, name: string): string | null {
  const text = single(params, name);
  if (text !== null && !isDay(text)) throw new Trouble(400, "no-date", { field: name, value: text });
  return text;
}

/** One of a list of words. */
export function oneOf<T extends string>(params: URLSearchParams, name: string, words: readonly T[]): T | null {
  const text = single(params, name);
  if (text === null) return null;
  const found = words.find((word) => word === text);
  if (found === undefined) throw badParameter(name, text);
  return found;
}

/** An index in a path: decimal digits without leading zeros; null where it is none, or larger than any that can be. */
export function indexIn(text: string): bigint | null {
  return /^(0|[1-9]\d{0,14})$/.test(text) ? BigInt(text) : null;
}

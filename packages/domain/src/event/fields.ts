import { z } from "zod";
import { isDay } from "../time/day.ts";

/** Who may see a field of an event. `public` is opted in, field by field; everything else stays inside. */
export type Audience = "public" | "staff";

export interface Field<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  readonly audience: Audience;
}

export function pub<S extends z.ZodType>(schema: S): Field<S> {
  return { schema, audience: "public" };
}

export function staff<S extends z.ZodType>(schema: S): Field<S> {
  return { schema, audience: "staff" };
}

/** Text in the plan's own language, and in English where somebody translated it. */
export interface LocalText {
  readonly zh: string;
  readonly en: string | null;
}

/** Not blank, no control characters: they vanish on a page and break XML. */
function textUpTo(length: number): z.ZodString {
  return z
    .string()
    .max(length)
    .refine((value) => value.trim() !== "" && !/\p{Cc}/u.test(value) && isWellFormed(value));
}

/** Up to 500 characters. */
export const text = textUpTo(500);
export const localText = z.strictObject({ zh: text, en: text.nullable() });
export const longText = z.strictObject({ zh: textUpTo(2000), en: textUpTo(2000).nullable() });
/** Name of a thing within its plan, for instance `flood-control`. Names that every object has are not taken. */
export const code = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .refine((value) => !(value in Object.prototype));
export const day = z.string().refine(isDay);
export const year = z.int().min(1990).max(2200);
export const eventId = z.uuid();
/** Plain decimal text, at most 9 digits and 4 decimals, not negative: quantities, percentages. */
export const decimal = z.string().regex(/^(0|[1-9]\d{0,8})(\.\d{1,4})?$/);

/** Fen as a string of digits in JSON, a bigint in code. */
const fen = z.codec(z.string().regex(/^-?(0|[1-9]\d{0,17})$/), z.bigint(), {
  decode: (digits) => BigInt(digits),
  encode: (amount) => amount.toString(),
});
export const amount = fen.refine((value) => value > 0n);
export const amountOrZero = fen.refine((value) => value >= 0n);
export const signedAmount = fen.refine((value) => value !== 0n);

function isWellFormed(value: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value);
}

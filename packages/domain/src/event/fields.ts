import { z } from "zod";
import { isDay } from "../time/day.ts";
import { parseInstant } from "../time/instant.ts";
import type { Basis } from "./basis.ts";

/** Who may see a field of an event. `public` is opted in, field by field; everything else stays inside. */
export type Audience = "public" | "staff";

export interface Field<S extends z.ZodType = z.ZodType> {
  /** What the event holds: of a withheld field the digest. */
  readonly schema: S;
  /** `withheld`: the public sees that there is something, why it is not shown, and a digest that binds it. */
  readonly audience: Audience | "withheld";
  readonly withheld: Withheld | null;
}

/** What a withheld field is before it is sealed, and why it is. */
interface Withheld {
  readonly clear: z.ZodType<string | null, string | null>;
  readonly basis: Basis;
}

export function pub<S extends z.ZodType>(schema: S): Field<S> {
  return { schema, audience: "public", withheld: null };
}

export function staff<S extends z.ZodType>(schema: S): Field<S> {
  return { schema, audience: "staff", withheld: null };
}

/** SHA-256 of a disclosure (RFC 9901 4.2.3) in base64url: what an event holds in place of a withheld value. */
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * A field that is kept from the public by law. The event holds a digest; value and salt lie in a vault, where they can
 * be destroyed. Takes text only: an amount that is withheld would break every public total, and does not compile.
 */
export function withheld(clear: z.ZodType<string, string>, basis: Basis): Field<typeof digest> {
  return { schema: digest, audience: "withheld", withheld: { clear, basis } };
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
/** In canonical form, with microseconds. */
export const instant = z.string().refine((value) => parseInstant(value) === value);
export const year = z.int().min(1990).max(2200);
export const eventId = z.uuid();
/** SHA-256 of a file, 64 lower-case hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
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

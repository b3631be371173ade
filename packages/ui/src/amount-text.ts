import { type Fen, grouped, parseFen, roundedWanText, wanText, yuanText } from "@mingzhang/ledger";
import type { AmountUnit } from "./ui-context.tsx";

export type WanDigits = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface WrittenAmount {
  readonly fen: Fen;
  /** With a true minus sign. 万元 stands as plan documents print it, without separators; 元 is grouped by thousands. */
  readonly text: string;
  /** False where decimals were cut off for display. */
  readonly exact: boolean;
}

/** Writes an amount. `digits` fixes the decimals of 万元; left out, they are as many as the exact amount has. */
export function writeAmount(fen: Fen, unit: AmountUnit, digits?: WanDigits): WrittenAmount {
  if (unit === "yuan") return { fen, text: withMinus(grouped(yuanText(fen))), exact: true };
  if (digits === undefined) return { fen, text: withMinus(wanText(fen)), exact: true };
  const text = roundedWanText(fen, digits);
  return { fen, text: withMinus(text), exact: fen % 10n ** BigInt(6 - digits) === 0n };
}

/** The fen of a figure as it comes in (GraphQL gives digits); null where there is none. Throws on anything else. */
export function fenOf(value: Fen | string | null | undefined): Fen | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return value;
  const fen = parseFen(value);
  if (fen === null) throw new RangeError(`no amount in fen: ${value}`);
  return fen;
}

/** `-12` → `−12`: the minus sign has the width of a digit, and does not break away from its number. */
export function withMinus(decimalText: string): string {
  return decimalText.replace(/^-/, "−");
}

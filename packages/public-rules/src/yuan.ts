import type { Json } from "@mingzhang/transparency-log";

/** Fen of a public amount `{ amount: "300000.00", currency: "CNY" }`; undefined for anything else. */
export function fenOf(value: Json | undefined): bigint | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  const { amount, currency } = value as { readonly [name: string]: Json };
  if (currency !== "CNY" || typeof amount !== "string") return undefined;
  const match = /^(-?)(0|[1-9]\d{0,17})\.(\d{2})$/.exec(amount);
  if (match === null || amount === "-0.00") return undefined;
  const fen = BigInt(`${match[2]}${match[3]}`);
  return match[1] === "-" ? -fen : fen;
}

/** `300000.00` */
export function yuan(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Exact 元 of a number of fen, always with two decimals: 282_700_000n → `2827000.00`. */
export function fenToYuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

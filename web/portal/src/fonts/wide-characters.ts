/** Blocks of Chinese writing: what stands in a square of its own, and what fonts for Latin script lack. */
export const wideBlocks: readonly (readonly [first: number, last: number])[] = [
  [0x2e80, 0xa4cf],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x323af],
];

/** The same as a `unicode-range`. */
export const wideRange = wideBlocks.map((block) => `U+${block.map((point) => point.toString(16)).join("-")}`).join(",");

export function isWide(point: number): boolean {
  return wideBlocks.some(([first, last]) => point >= first && point <= last);
}

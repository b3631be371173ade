/** Strokes of the two characters 模拟 in a square of 100 by 100 each, so that no font is needed to draw them. */
const chinese = [
  "M4 30H36M20 5V95M20 32Q16 50 4 65M20 38L34 56M42 18H96M57 6V28M81 6V28M50 34H88V62H50ZM50 48H88M42 75H96" +
    "M69 62Q68 84 42 97M70 76Q78 92 97 97",
  "M4 28H34M20 5V88Q20 94 9 87M4 63L36 50M46 16V78L63 62M57 28L68 43M88 8Q88 70 52 95M77 62L97 94",
] as const;

/** Strokes of capital letters in a box of 60 by 100. */
const letters: Readonly<Record<string, string>> = {
  A: "M2 98L30 4L58 98M12 66H48",
  D: "M6 4V96H26Q56 92 56 50Q56 8 26 4Z",
  E: "M54 4H6V96H54M6 50H44",
  I: "M30 4V96",
  L: "M8 4V96H54",
  M: "M4 98V4L30 60L56 4V98",
  S: "M52 18Q44 4 28 4Q8 4 8 26Q8 46 30 50Q53 54 53 75Q53 96 30 96Q10 96 6 80",
  T: "M2 4H58M30 4V98",
  U: "M6 4V70Q6 96 30 96Q54 96 54 70V4",
};

/** The words 模拟 SIMULATED as shapes, from a corner on, in letters that are `size` high. */
export function simulatedMark({ x, y, size }: { x: number; y: number; size: number }): string {
  const scale = size / 100;
  const signs = [
    ...chinese.map((path, at) => ({ path, left: at * 115 })),
    ...[..."SIMULATED"].map((letter, at) => ({ path: letters[letter] ?? "", left: 270 + at * 80 })),
  ];
  const drawn = signs.map(({ path, left }) => `<path d="${path}" transform="translate(${left} 0)"/>`).join("");
  const strokes = `fill="none" stroke="#6d4a12" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"`;
  return `<g transform="translate(${x} ${y}) scale(${scale})" ${strokes}>${drawn}</g>`;
}

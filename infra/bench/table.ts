/** Rows of cells as aligned lines: the first column to the left, figures to the right, the last one to the left. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ""))),
  );
  return rows.map((row) =>
    widths
      .map((wide, column) => {
        const cell = row[column] ?? "";
        const gap = " ".repeat(wide - width(cell));
        return column === 0 || column === columns - 1 ? cell + gap : gap + cell;
      })
      .join("  ")
      .trimEnd(),
  );
}

const width = (text: string): number => Array.from(text).length;

/** Four significant digits at least, thousands apart: `16 812`, `2.31`, `0.042`. */
export function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US").replaceAll(",", " ");
  if (value >= 10) return value.toFixed(1);
  if (value >= 0.1 || value === 0) return value.toFixed(2);
  return value.toFixed(3);
}

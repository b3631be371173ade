import { decimalText } from "./exact-decimal.ts";
import { shownText } from "./grid.ts";
import { fieldPlace, type AmountRow, type TableContext } from "./read-project-row.ts";

/**
 * Adds a fault where a project's total is not the sum of its years, or the total row not the sum of its column. A sum
 * over a cell that could not be read is not checked: that cell has its own fault.
 */
export function checkSums(context: TableContext, projects: readonly AmountRow[], total: AmountRow | null): void {
  if (context.header.yearsAreComplete) for (const project of projects) checkRow(context, project);
  if (total) checkColumns(context, projects, total);
}

function checkRow(context: TableContext, { row, totalFen, years }: AmountRow): void {
  const place = fieldPlace(context, row, "totalFen");
  const sum = sumOf([...years.values()]);
  if (!place || totalFen === null || sum === null || sum === totalFen) return;
  context.faults.add(place, "row-sum", shownText(context.grid.at(row, place.column)), wan(sum));
}

function checkColumns(context: TableContext, projects: readonly AmountRow[], total: AmountRow): void {
  const { grid, header, faults } = context;
  const place = fieldPlace(context, total.row, "totalFen");
  const sum = sumOf(projects.map((project) => project.totalFen));
  if (place && total.totalFen !== null && sum !== null && sum !== total.totalFen) {
    faults.add(place, "grand-total", shownText(grid.at(total.row, place.column)), wan(sum));
  }
  for (const [year, column] of header.years) {
    const stated = total.years.get(year) ?? null;
    const yearSum = sumOf(projects.map((project) => project.years.get(year) ?? null));
    if (stated === null || yearSum === null || stated === yearSum) continue;
    const shown = shownText(grid.at(total.row, column));
    faults.add({ sheet: grid.name, row: total.row, column }, "column-sum", shown, wan(yearSum), String(year));
  }
}

function sumOf(amounts: readonly (bigint | null)[]): bigint | null {
  let sum = 0n;
  for (const amount of amounts) {
    if (amount === null) return null;
    sum += amount;
  }
  return sum;
}

function wan(fen: bigint): string {
  return decimalText(fen, 6);
}

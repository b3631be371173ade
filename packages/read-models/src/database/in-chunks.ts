/** Below the limit of 65 535 parameters per statement for every table here. */
const chunk = 1_000;

export async function inChunks<T>(rows: readonly T[], write: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += chunk) await write(rows.slice(start, start + chunk));
}

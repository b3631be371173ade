/** Takes what is logged and keeps it for a failing test to look at. */
export function silentLog() {
  const lines: unknown[] = [];
  const take = (...line: unknown[]): void => void lines.push(line);
  return { lines, info: take, warn: take, error: take };
}

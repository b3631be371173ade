/** Instants as engines count them: whole microseconds since 1970-01-01T00:00:00Z. */
export type Micros = bigint;

/** `2026-01-09T02:11:07.123456Z`: always six digits, so that text order is time order. */
export function instantText(micros: Micros): string {
  const millis = micros / 1000n;
  const rest = (micros % 1000n).toString().padStart(3, "0");
  return `${new Date(Number(millis)).toISOString().slice(0, -1)}${rest}Z`;
}

export function microsOf(date: Date): Micros {
  return BigInt(date.getTime()) * 1000n;
}

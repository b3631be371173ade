import { shanghaiTime } from "@mingzhang/ui";

/** What `<input type="datetime-local">` holds, read as Asia/Shanghai whatever the browser's zone: an instant in UTC. */
export function instantOfClock(local: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d))?/.exec(local);
  if (!match) return null;
  const [, day, minutes, seconds = "00"] = match;
  const ms = Date.parse(`${day}T${minutes}:${seconds}+08:00`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** The other way round: an instant as the value of the input, in Asia/Shanghai. */
export function clockOfInstant(instant: string): string {
  const { day, clock } = shanghaiTime(instant);
  return `${day}T${clock}`;
}

/** The last instant of a date in Asia/Shanghai: what was known when that day ended. */
export function endOfDay(isoDate: string): string {
  return new Date(Date.parse(`${isoDate}T23:59:59.999+08:00`)).toISOString();
}

export function isInstant(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

/** The last microsecond before an instant in canonical text: what was known until then. */
export function justBefore(instant: string): string {
  const [, whole = "", fraction = ""] = /^(.*?:\d\d)(?:\.(\d+))?Z$/.exec(instant) ?? [];
  const micros = BigInt(Date.parse(`${whole}Z`)) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, "0")) - 1n;
  const seconds = micros / 1_000_000n;
  const rest = (micros % 1_000_000n).toString().padStart(6, "0");
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${rest}Z`;
}

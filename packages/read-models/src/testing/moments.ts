import { addDays } from "@mingzhang/domain";
import type { RandomHistory } from "./random-history.ts";

/** Pairs of dates in and around a history: a day, and an instant just before, at or just after an append. */
export function moments(
  { appends, today }: RandomHistory,
  pairs: readonly (readonly [number, number, number])[],
): readonly { readonly asOf: string; readonly knownAt: string }[] {
  const days = appends
    .flat()
    .flatMap(({ meta }) => [meta.occurredOn as string, addDays(meta.occurredOn as string, -1)]);
  const instants = appends.map((append) => append[0]?.recordedAt ?? "");
  const chosen = pairs.map(([day, instant, aside]) => ({
    asOf: days[day % days.length] ?? today,
    knownAt: moved(instants[instant % instants.length] ?? "", aside),
  }));
  const latest = { asOf: today, knownAt: instants.at(-1) ?? "" };
  return [latest, { asOf: today, knownAt: `${today}T12:00:00.000000Z` }, ...chosen];
}

function moved(instant: string, micros: number): string {
  const parsed =
    BigInt(Date.parse(`${instant.slice(0, 19)}Z`)) * 1000n + BigInt(instant.slice(20, 26)) + BigInt(micros);
  const seconds = new Date(Number(parsed / 1_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(parsed % 1_000_000n).padStart(6, "0")}Z`;
}

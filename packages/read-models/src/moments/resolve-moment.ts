import { dayOfInstant, instantOf, isDay, parseInstant } from "@mingzhang/domain";
import type { Head } from "@mingzhang/event-store";
import { setTimeout as pause } from "node:timers/promises";
import { type AskedMoment, InvalidMoment, type ResolvedMoment } from "../contract.ts";
import { ReadModelsNotReady } from "../queries/reading.ts";

/** What resolving a moment looks at. */
export interface Surroundings {
  readonly now: () => Date;
  readonly head: () => Promise<Head>;
  readonly checkpoint: () => Promise<{ readonly position: bigint; readonly recordedAt: string }>;
  readonly waitFor: (position: bigint, waitMs: number) => Promise<boolean>;
  /** Last position recorded at or before an instant that the tables have passed. */
  readonly positionAt: (instant: string) => Promise<bigint>;
  /** How long an explicit `knownAt` may wait for the tables. */
  readonly waitMs: number;
}

const headPauseMs = 5;

export async function resolveMoment(around: Surroundings, asked: AskedMoment): Promise<ResolvedMoment> {
  const asOf = readAsOf(asked.asOf, around.now());
  if (typeof asked.knownAt !== "string") {
    const { position, recordedAt } = await around.checkpoint();
    return { asOf, knownAt: recordedAt, position };
  }
  const knownAt = parseInstant(asked.knownAt);
  if (knownAt === null) throw new InvalidMoment("knownAt", asked.knownAt, "no-instant");
  const checkpoint = await around.checkpoint();
  if (knownAt > checkpoint.recordedAt) await settle(around, knownAt, asked.knownAt);
  return { asOf, knownAt, position: await around.positionAt(knownAt) };
}

function readAsOf(given: string | null | undefined, now: Date): string {
  const today = dayOfInstant(now.toISOString());
  if (typeof given !== "string") return today;
  if (!isDay(given)) throw new InvalidMoment("asOf", given, "no-date");
  if (given > today) throw new InvalidMoment("asOf", given, "in-future");
  return given;
}

/** Waits until the tables hold all that is recorded up to the instant, and nothing more can be recorded up to it. */
async function settle(around: Surroundings, knownAt: string, given: string): Promise<void> {
  const deadline = performance.now() + around.waitMs;
  const left = () => Math.max(0, deadline - performance.now());
  let head = await around.head();
  // The store's clock may run a little ahead of this machine's: what it has settled is past for everybody.
  if (knownAt > instantOf(around.now()) && knownAt > head.settledAt) {
    throw new InvalidMoment("knownAt", given, "in-future");
  }
  while (head.settledAt < knownAt && left() > 0) {
    await pause(headPauseMs);
    head = await around.head();
  }
  if (head.settledAt < knownAt || !(await around.waitFor(head.position, left()))) {
    const { position } = await around.checkpoint();
    throw new ReadModelsNotReady(
      `after ${around.waitMs} ms the tables stand at ${position}, and ${knownAt} needs ${head.position}`,
    );
  }
}

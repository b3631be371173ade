import type { Recorder } from "@mingzhang/api";
import { streamOf } from "@mingzhang/domain";
import type { EventStore } from "@mingzhang/event-store";
import type { Step } from "./book.ts";

/** The clock by which the store of a demonstration sets `recordedAt`, and by which its commands are decided. */
export interface SimulatedClock {
  readonly now: () => Date;
  readonly set: (at: Date) => Promise<void>;
}

/** Whether the script was recorded to its end. */
export async function isRecorded(store: EventStore, slug: string, steps: readonly Step[]): Promise<boolean> {
  const last = steps.at(-1);
  const recorded = await store.readStream(streamOf(slug));
  return recorded.some(({ meta }) => meta.command === last?.key);
}

/**
 * Records the script as clerks would: each entry is decided on the day of its keying. What an interrupted run has left
 * is completed, as an entry that is there already is found by its key. Throws on a refusal: the script is ours.
 */
export async function recordDemo(
  recorder: Pick<Recorder, "record">,
  { slug, steps, clock }: { slug: string; steps: readonly Step[]; clock: SimulatedClock },
): Promise<void> {
  for (const { key, keyedInAt, command } of steps) {
    await clock.set(keyedInAt);
    const request = { slug, command, idempotencyKey: key, expectedPosition: null, actor: "demo" };
    const outcome = await recorder.record(request);
    if (outcome.kind === "recorded") continue;
    throw new Error(`${key} of the demonstration is refused: ${outcome.refusals.map(({ code }) => code).join(", ")}`);
  }
}

import type { ResolvedMoment } from "@mingzhang/read-models";
import type { Surroundings } from "../http/question.ts";

/** One step of what grows: from now on entries below `size` may be sent, after the note that proves them. */
export interface Step {
  readonly size: bigint;
  /** The signed checkpoint, byte for byte; null where no log is kept. */
  readonly note: Uint8Array | null;
}

interface Following {
  readonly plan: string | null;
  readonly start: ResolvedMoment;
  readonly signal: AbortSignal;
}

/** Steps from the present one on, as they come: checkpoints of the log, or single records where none is kept. */
export async function* stepsOf(surroundings: Surroundings, following: Following): AsyncGenerator<Step, void> {
  const { readModels, record, published } = surroundings;
  const { plan, start, signal } = following;
  if (published) {
    for await (const { size, note } of published.follow(signal)) yield { size: BigInt(size), note };
    return;
  }
  yield { size: await record.size(start), note: null };
  for await (const { publicIndex } of readModels.changes(start.position, signal, plan)) {
    yield { size: publicIndex + 1n, note: null };
  }
}

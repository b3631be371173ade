import type { PlanEvent } from "../event/plan-event.ts";

const chunkSize = 512;

/** Events in the order of their recording. Never changed: a longer log shares all full chunks with the shorter one. */
export class EventLog {
  readonly length: number;
  private readonly chunks: readonly (readonly PlanEvent[])[];

  constructor(chunks: readonly (readonly PlanEvent[])[] = [], length = 0) {
    this.chunks = chunks;
    this.length = length;
  }

  with(events: readonly PlanEvent[]): EventLog {
    const chunks = this.chunks.slice();
    const open = this.length % chunkSize === 0 ? [] : [...(chunks.pop() ?? [])];
    const filled = [...open, ...events];
    for (let at = 0; at < filled.length; at += chunkSize) chunks.push(filled.slice(at, at + chunkSize));
    return new EventLog(chunks, this.length + events.length);
  }

  last(): PlanEvent | null {
    return this.chunks.at(-1)?.at(-1) ?? null;
  }

  /** The last events for which `test` holds without a break, oldest first. */
  lastWhile(test: (event: PlanEvent) => boolean): readonly PlanEvent[] {
    const found: PlanEvent[] = [];
    for (const chunk of this.chunks.toReversed()) {
      for (const event of chunk.toReversed()) {
        if (!test(event)) return found.toReversed();
        found.push(event);
      }
    }
    return found.toReversed();
  }

  all(): readonly PlanEvent[] {
    return this.chunks.flat();
  }
}

import { randomUUID } from "node:crypto";
import type { Head } from "../event-store.ts";
import { shareNext } from "../share-next.ts";
import type { Connection } from "./connection.ts";
import type { Names } from "./names.ts";
import { patiently } from "./patience.ts";
import { noteRequest } from "./requests.ts";
import type { Timeline } from "./timeline.ts";

export interface MarksOptions {
  readonly connection: Connection;
  readonly names: Names;
  readonly timeline: Timeline;
  readonly answerMs: number;
  readonly patienceMs: number;
  readonly onTrouble: (error: Error) => void;
}

/**
 * An instant is settled by a mark in the log: the fold gives it an instant as it does every append, so whatever comes
 * later is recorded later, for every reader and whatever clocks do. Who asks while a mark is on its way shares the next
 * one with all others that wait.
 */
export function settledBy(options: MarksOptions): () => Promise<Head> {
  return shareNext(() => settle(options));
}

async function settle({ connection, names, timeline, ...options }: MarksOptions): Promise<Head> {
  const { answerMs, patienceMs, onTrouble } = options;
  const until = Date.now() + patienceMs;
  // A mark whose answer was lost may stand in the log; another one beside it does no harm.
  return patiently({ until, onTrouble }, async () => {
    const id = randomUUID();
    const note = { stream: names.clock, expected: "any", id, type: "InstantSettled", data: "{}" } as const;
    await connection.append(noteRequest(note), answerMs);
    return timeline.settledBy(id, until);
  });
}

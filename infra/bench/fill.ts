import { paymentEvents } from "./events.ts";
import type { Writers } from "./subjects/subject.ts";

const batch = 100;
const atOnce = 4;

/** Writes so many events into streams of `perStream` each, by the subject's own appends. Both are hundreds. */
export async function fill(writers: Writers, { events, perStream }: { events: number; perStream: number }) {
  const streams = Math.ceil(events / perStream);
  let next = 0;
  const work = async (writer: number): Promise<void> => {
    while (next < streams) {
      const stream = next;
      next += 1;
      for (let revision = -1; revision + 1 < perStream; revision += batch) {
        const given = paymentEvents(batch, revision + 1);
        await writers.append({ writer, stream: `plan-filled${stream}`, revision, events: given });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, writer) => work(writer)));
}

export const fillConnections = atOnce;

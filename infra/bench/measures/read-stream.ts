import { fill, fillConnections } from "../fill.ts";
import { percentile } from "../statistics.ts";
import { openSubject } from "../subjects/subjects.ts";
import type { Measure, Place, Sample } from "./measure.ts";

const length = 10_000;

async function measure(name: string, place: Place): Promise<Sample> {
  const subject = openSubject(name);
  const writers = await subject.openWriters(place.url, fillConnections);
  const stream = `plan-long`;
  await fill(
    { ...writers, append: (append) => writers.append({ ...append, stream }) },
    { events: length, perStream: length },
  );
  await writers.close();
  const reader = await subject.openReader?.(place.url);
  if (!reader) throw new Error(`${name} reads no streams`);
  try {
    const took: number[] = [];
    await reader.read(stream);
    const end = performance.now() + place.seconds * 1000;
    while (performance.now() < end) {
      const began = performance.now();
      const read = await reader.read(stream);
      if (read !== length) throw new Error(`${read} of ${length} events were read`);
      took.push(performance.now() - began);
    }
    const total = took.reduce((sum, one) => sum + one, 0);
    return { value: (length * took.length * 1000) / total, details: { "p50 ms": percentile(took, 0.5) } };
  } finally {
    await reader.close();
  }
}

export const readStream: Measure = {
  name: "read-stream",
  title: "read a stream of 10 000 events",
  unit: "events/s",
  subjects: ["raw", "raw as text", "ours", "ours as text", "castore", "message-db", "emmett"],
  base: "raw",
  goal: "1.0 parsed, 1.9 as text",
  run: measure,
};

import { paymentEvents } from "../events.ts";
import { percentile } from "../statistics.ts";
import { openSubject } from "../subjects/subjects.ts";
import type { Writers } from "../subjects/subject.ts";
import type { Measure, Place, Sample } from "./measure.ts";

const streamsPerWriter = 50;
const warmUpShare = 0.25;

interface Load {
  readonly writers: number;
  readonly batch: number;
}

/** Every writer appends to streams of its own, one append after another, and tells how long each one took. */
export async function write(writers: Writers, load: Load, seconds: number): Promise<Float64Array> {
  const end = performance.now() + seconds * 1000;
  const took: number[] = [];
  const work = async (writer: number): Promise<void> => {
    const tag = `${process.pid}-${writer}-${Math.round(performance.now())}`;
    const revisions = new Int32Array(streamsPerWriter).fill(-1);
    for (let turn = 0; performance.now() < end; turn += 1) {
      const stream = turn % streamsPerWriter;
      const revision = revisions[stream] ?? -1;
      const events = paymentEvents(load.batch, turn * load.batch);
      const began = performance.now();
      await writers.append({ writer, stream: `plan-${tag}-${stream}`, revision, events });
      took.push(performance.now() - began);
      revisions[stream] = revision + load.batch;
    }
  };
  await Promise.all(Array.from({ length: load.writers }, (_, writer) => work(writer)));
  return Float64Array.from(took);
}

/** Events per second, and how long one append took, after a quarter of the time to warm up. */
export async function measureAppend(subject: string, place: Place, load: Load): Promise<Sample> {
  const writers = await openSubject(subject).openWriters(place.url, load.writers);
  return measureWriters(writers, load, place.seconds);
}

/** The same with writers that are open already; closes them. */
export async function measureWriters(writers: Writers, load: Load, seconds: number): Promise<Sample> {
  try {
    await write(writers, load, seconds * warmUpShare);
    const began = performance.now();
    const took = await write(writers, load, seconds);
    const value = (took.length * load.batch * 1000) / (performance.now() - began);
    return { value, details: { "p50 ms": percentile(took, 0.5), "p99 ms": percentile(took, 0.99) } };
  } finally {
    await writers.close();
  }
}

const everyStore = ["raw", "ours", "castore", "message-db", "emmett"];
const unit = "events/s";

function append(writers: number, goal: string): Measure {
  return {
    name: `append-${writers}`,
    title: `append, ${writers} ${writers === 1 ? "writer" : "writers"}`,
    unit,
    subjects: everyStore,
    base: "raw",
    goal,
    run: (subject, place) => measureAppend(subject, place, { writers, batch: 1 }),
  };
}

export const appendByOne = append(1, "0.90");
export const appendByEight = append(8, "1.2");
export const appendByThirtyTwo = append(32, "2.0, p99 at most half of raw's");

/**
 * The first to flush waits 2 ms for others, as on a slow disk. A trigger that sleeps would sleep once for each row, and
 * a group of appends has many.
 */
export const appendSlowCommits: Measure = {
  ...append(32, "0.8"),
  name: "append-slow",
  title: "append, 32 writers, commits slowed to 2 ms",
  server: { commit_delay: "2000", commit_siblings: "0" },
};

export const appendHundred: Measure = {
  name: "append-100",
  title: "append of 100 events in one call, 1 writer",
  unit,
  subjects: everyStore,
  base: "raw",
  goal: "0.9",
  run: (subject, place) => measureAppend(subject, place, { writers: 1, batch: 100 }),
};

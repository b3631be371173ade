import { Seen } from "../seen.ts";
import { figure } from "../table.ts";
import { openSubject } from "../subjects/subjects.ts";
import { appendByOne, appendByThirtyTwo, appendHundred } from "./append.ts";
import type { Measure, Place, Sample } from "./measure.ts";
import { readStream } from "./read-stream.ts";

const usualSizes = [10_000, 100_000, 1_000_000] as const;
/** Only with `--full`: it takes gigabytes and as many minutes. */
export const fullSize = 5_000_000;

/** A row of the table: a subject on a store that holds so many events. */
const filledName = (subject: string, size: number): string => `${subject} @ ${figure(size)}`;

/** Subject and size of such a row; 0 for a subject on an empty store. */
export function readFilledName(name: string): { readonly subject: string; readonly size: number } {
  const [subject = "", size] = name.split(" @ ");
  return { subject, size: Number((size ?? "0").replaceAll(" ", "")) };
}

function grown(measure: Measure, subject: string): Measure {
  const sizes = [...usualSizes, fullSize];
  return {
    ...measure,
    name: `growth-${subject}-${measure.name}`,
    title: `${measure.title}: ${subject} on a filled store`,
    subjects: sizes.map((size) => filledName(subject, size)),
    base: filledName(subject, usualSizes[0]),
    goal: subject === "ours" ? "0.8 of the value at 10 000" : "for comparison",
    run: (name, place) => measure.run(readFilledName(name).subject, place),
  };
}

const silenceMs = 5_000;
const firstEvents = 10_000;

/** From opening the store to the ten-thousandth event, again and again: what a restarted reader pays. */
async function readBeginning(name: string, place: Place): Promise<Sample> {
  const subject = openSubject(name);
  const end = performance.now() + place.seconds * 1000;
  let [events, took] = [0, 0];
  while (performance.now() < end) {
    const seen = new Seen();
    const began = performance.now();
    const follower = await subject.follow?.(place.url, seen.add);
    const ended = await seen.until(firstEvents, silenceMs);
    await follower?.close();
    if (seen.count < firstEvents) throw new Error(`${seen.count} of ${firstEvents} events were read`);
    took += ended - began;
    events += seen.count;
  }
  return { value: (events * 1000) / took, details: {} };
}

const beginning: Measure = {
  ...readStream,
  name: "read-all",
  title: "open a store and read 10 000 events of all",
  run: readBeginning,
};

/** What may not fall as the store grows, for ours; and appends for the plain table, whose indexes grow as well. */
export const growth: readonly Measure[] = [
  ...[appendByOne, appendByThirtyTwo, appendHundred, readStream, beginning].map((measure) => grown(measure, "ours")),
  grown(appendByThirtyTwo, "raw"),
];

import { Seen } from "../seen.ts";
import { openSubject } from "../subjects/subjects.ts";
import { writeInProcess } from "../writer-process.ts";
import type { Measure, Place, Sample } from "./measure.ts";

const silenceMs = 5_000;
const allWriters = 32;

/** A reader follows while writers in other processes append; what it has not seen long after their end, it missed. */
async function measure(name: string, place: Place, processes: number): Promise<Sample> {
  const seen = new Seen();
  const follower = await openSubject(name).follow?.(place.url, seen.add);
  if (!follower) throw new Error(`${name} follows nothing`);
  const shares = Array.from({ length: processes }, (_, index) =>
    Math.floor((allWriters + processes - 1 - index) / processes),
  );
  const { url, seconds } = place;
  const counts = await Promise.all(shares.map((writers) => writeInProcess({ subject: name, url, writers, seconds })));
  const appended = counts.reduce((sum, count) => sum + count, 0);
  await seen.until(appended, silenceMs);
  await follower.close();
  const different = seen.different();
  return {
    value: (100 * (appended - different)) / appended,
    details: { missed: appended - different, twice: seen.count - different, "events/s": appended / seconds },
  };
}

function missed(processes: number, name: string, title: string): Measure {
  return {
    name,
    title: `events missed by a following reader, 32 writers in ${title}`,
    unit: "% missed",
    subjects: ["raw", "ours", "message-db", "emmett"],
    goal: "0",
    run: (subject, place) => measure(subject, place, processes),
  };
}

export const missedByOne = missed(1, "missed-1", "one process");
export const missedByThree = missed(3, "missed-3", "three processes");

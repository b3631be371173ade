import { fill, fillConnections } from "../fill.ts";
import { Seen } from "../seen.ts";
import { openSubject } from "../subjects/subjects.ts";
import type { Measure, Place, Sample } from "./measure.ts";

const silenceMs = 10_000;

async function measure(name: string, place: Place): Promise<Sample> {
  const subject = openSubject(name);
  const events = place.scale === "quick" ? 10_000 : 100_000;
  const writers = await subject.openWriters(place.url, fillConnections);
  await fill(writers, { events, perStream: 200 });
  await writers.close();
  const seen = new Seen();
  const began = performance.now();
  const follower = await subject.follow?.(place.url, seen.add);
  if (!follower) throw new Error(`${name} follows nothing`);
  const ended = await seen.until(events, silenceMs);
  await follower.close();
  const different = seen.different();
  return {
    value: (different * 1000) / (ended - began),
    details: { "missed %": (100 * (events - different)) / events, twice: seen.count - different },
  };
}

export const catchUp: Measure = {
  name: "catch-up",
  title: "read everything from the beginning, 100 000 events (10 000 with --quick)",
  unit: "events/s",
  subjects: ["raw", "ours", "message-db", "emmett"],
  base: "raw",
  goal: "1.0, none missed",
  run: measure,
};

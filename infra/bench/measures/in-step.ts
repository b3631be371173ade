import { emmettInStep } from "../projected/emmett-projected.ts";
import { rawInStep } from "../projected/raw-projected.ts";
import { oursInStep } from "../projected/ours-in-step.ts";
import type { Writers } from "../subjects/subject.ts";
import { openSubject } from "../subjects/subjects.ts";
import { measureWriters } from "./append.ts";
import type { Measure, Place, Sample } from "./measure.ts";

interface Way {
  readonly tables: string;
  readonly open: (url: string, count: number) => Promise<Writers>;
}

/** Loaded where it is measured: it is most of the product. */
const openOurs: Way["open"] = async (url, count) =>
  (await import("../projected/ours-projected.ts")).oursAwaited(url, count);

const ways: Readonly<Record<string, Way>> = {
  emmett: { tables: "emmett", open: emmettInStep },
  "raw in one": { tables: "raw", open: rawInStep },
  ours: { tables: "ours", open: oursInStep },
  "ours, awaited": { tables: "ours", open: openOurs },
};

const count = 32;

async function measure(name: string, place: Place): Promise<Sample> {
  const way = ways[name];
  if (!way) throw new Error(`${name} has no read model`);
  await openSubject(way.tables).install(place.url);
  const writers = await way.open(place.url, count);
  return measureWriters(writers, { writers: count, batch: 1 }, place.seconds);
}

export const inStep: Measure = {
  name: "in-step",
  title: "append that answers when its row is in a read model, 32 writers",
  unit: "events/s",
  subjects: Object.keys(ways),
  base: "emmett",
  goal: "8",
  run: measure,
  installs: true,
};

import { setTimeout as pause } from "node:timers/promises";
import { emmettConsumer } from "../projected/emmett-projected.ts";
import { polledPayments } from "../projected/message-db-projected.ts";
import type { OpenProjected, Projected } from "../projected/projected.ts";
import { listenNotify, sameStatement } from "../projected/raw-projected.ts";
import { percentile } from "../statistics.ts";
import { connect } from "../subjects/raw.ts";
import { openSubject } from "../subjects/subjects.ts";
import type { Measure, Place, Sample } from "./measure.ts";

/** Loaded where it is measured: it is most of the product. */
const openOurs: OpenProjected = async (url) => (await import("../projected/ours-projected.ts")).oursProjected(url);

/** With whose tables, and how its read model is fed. */
const ways: Readonly<Record<string, { readonly tables: string; readonly open: OpenProjected }>> = {
  "same statement": { tables: "raw", open: sameStatement },
  "listen/notify": { tables: "raw", open: listenNotify },
  ours: { tables: "ours", open: openOurs },
  "message-db": { tables: "message-db", open: polledPayments },
  emmett: { tables: "emmett", open: emmettConsumer },
};

const everyMs = 20;
const closeLookMs = 20;
const limitMs = 5_000;

/** Asks without a pause at first, so that what takes two milliseconds is not measured as three. */
async function untilVisible(look: () => Promise<boolean>, began: number): Promise<number> {
  for (;;) {
    if (await look()) return performance.now() - began;
    const waited = performance.now() - began;
    if (waited > limitMs) return limitMs;
    if (waited > closeLookMs) await pause(1);
  }
}

/** Fifty appends a second, each begun on time, whether or not those before are visible. Some may have no row. */
async function run(url: string, projected: Projected, seconds: number): Promise<Float64Array> {
  const looker = await connect(url);
  const taken: Promise<number | null>[] = [];
  const look = (id: string) => async () => (await looker.query({ ...projected.find, values: [id] })).rowCount === 1;
  const start = performance.now();
  for (let number = 0; number * everyMs < seconds * 1000; number += 1) {
    const { id, append } = await projected.next();
    await pause(Math.max(0, start + number * everyMs - performance.now()));
    const began = performance.now();
    const appended = append();
    taken.push(id === null ? appended.then(() => null) : appended.then(() => untilVisible(look(id), began)));
  }
  const all = (await Promise.all(taken)).filter((one) => one !== null);
  await looker.end();
  return Float64Array.from(all);
}

async function measure(name: string, { url, seconds }: Place): Promise<Sample> {
  const way = ways[name];
  if (!way) throw new Error(`${name} has no read model`);
  await openSubject(way.tables).install(url);
  const projected = await way.open(url);
  try {
    await run(url, projected, seconds / 2);
    const took = await run(url, projected, seconds * 3);
    return { value: percentile(took, 0.5), details: { "p99 ms": percentile(took, 0.99), events: took.length } };
  } finally {
    await projected.close();
  }
}

export const visible: Measure = {
  name: "visible",
  title: "append to visible in a read model, 50 appends a second",
  unit: "p50 ms",
  subjects: Object.keys(ways),
  base: "same statement",
  goal: "p50 at most 3 ms, p99 at most 10 ms",
  run: measure,
  installs: true,
};

import fc from "fast-check";
import { stateHash } from "@mingzhang/domain";
import { afterEach, beforeEach, expect, it } from "vitest";
import { postgresReadModels } from "../postgres-read-models.ts";
import type { Projection } from "../projections/projection.ts";
import { projections } from "../projections/projections.ts";
import { HandedOver } from "../shards/handed-over.ts";
import { Book } from "../testing/book.ts";
import { ByDefinition } from "../testing/by-definition.ts";
import { heldStore } from "../testing/held-store.ts";
import { moments } from "../testing/moments.ts";
import { proposal } from "../testing/proposal.ts";
import { randomHistory, type RandomHistory } from "../testing/random-history.ts";
import { type TestTables, testTables } from "../testing/test-tables.ts";
import { openWriter, type ReadModelWriter } from "./read-model-writer.ts";

let tables: TestTables;
const writers: ReadModelWriter[] = [];

beforeEach(() => {
  tables = testTables();
});
afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.close();
  await tables.drop();
});

async function open(list: readonly Projection[] = projections({ every: 3 })): Promise<ReadModelWriter> {
  const { connection, schema } = tables;
  const writer = await openWriter({ connection, schema, projections: list, signal: new AbortController().signal });
  writers.push(writer);
  return writer;
}

/** For everybody else, all that work now have been silent for an hour. */
async function silence(): Promise<void> {
  await tables.query(`update ${tables.schema}.worker set seen_at = seen_at - interval '1 hour'`);
}

/** Breaks the connections of all writers, as the death of their processes would. */
async function killAll(): Promise<void> {
  await tables.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
    `mingzhang write ${tables.schema}`,
  ]);
  writers.length = 0;
}

/** Three writers that come, share, go and die while a history is projected; what is asked in between is final. */
async function play(history: RandomHistory, sizes: readonly number[]): Promise<void> {
  const { connection, schema } = tables;
  const models = postgresReadModels({ connection, schema, ...heldStore(history) });
  let seen = 0n;
  let at = 0;
  try {
    for (let turn = 0; at < history.appends.length || turn < 8; turn++) {
      if (turn % 5 === 4) await killAll();
      while (writers.length < 3) await open();
      for (const writer of writers) await writer.tend();
      const spine = writers.find((writer) => writer.spine() !== null);
      if (!spine) throw new Error("nobody holds the spine");
      at = history.appends.findIndex((append) => (append[0]?.position ?? 0n) > (spine.spine() ?? 0n));
      if (at < 0) at = history.appends.length;
      const size = sizes[turn % sizes.length] ?? 1;
      await spine.apply(history.appends.slice(at, at + size).flat());
      const worker = writers[turn % 3];
      if (turn % 2 === 0) await worker?.catchUp();
      const moment = await models.resolve({});
      expect(moment.position).toBeGreaterThanOrEqual(seen);
      seen = moment.position;
      await comparePlans(models, history, moment);
    }
    for (const writer of writers) while (await writer.catchUp());
    expect((await models.resolve({})).position).toBe(history.recorded.at(-1)?.position);
    for (const one of moments(history, [
      [3, 7, 0],
      [11, 20, -1],
      [20, 40, 1],
    ]))
      await comparePlans(models, history, one);
  } finally {
    await models.close();
  }
}

async function comparePlans(
  models: ReturnType<typeof postgresReadModels>,
  { recorded, slugs }: RandomHistory,
  asked: { asOf: string; knownAt: string },
): Promise<void> {
  const moment = await models.resolve(asked);
  const definition = new ByDefinition(recorded, asked);
  for (const slug of slugs) {
    const replayed = definition.replay(slug);
    expect((await models.plan(slug, moment))?.stateHash ?? null).toBe(replayed ? stateHash(replayed.view) : null);
    const { rows } = await models.transfers(slug, moment, { first: 10_000, after: null });
    expect(rows.map(({ node }) => node)).toEqual(definition.transfers(slug));
  }
}

it("several writers that come and die leave what the definition says, and never an earlier answer", async () => {
  const cases = fc.tuple(
    fc.array(proposal, { minLength: 30, maxLength: 60, size: "max" }),
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ([proposals, sizes]) => {
      await play(randomHistory(proposals), sizes);
      await killAll();
      await tables.drop();
      tables = testTables();
    }),
    { numRuns: 3, endOnFailure: true, interruptAfterTimeLimit: 60_000 },
  );
});

it("one that was silent while another took over writes nothing more", async () => {
  const [first = [], second = [], ...rest] = Book.opened().appends();
  expect(rest).toEqual([]);
  const old = await open();
  await old.apply(first);
  await silence();
  const fresh = await open();
  expect(fresh.shards()).toHaveLength(16);
  await expect(old.apply(second)).rejects.toThrow(HandedOver);
  expect(fresh.spine()).toBe(first.at(-1)?.position);
  await fresh.apply(second);
  await expect(old.apply(second)).rejects.toThrow(HandedOver);
  expect(await tables.query(`select from ${tables.schema}.plan_event`)).toHaveLength([...first, ...second].length);
});

it("one that is paused in the middle of a batch while another takes over writes nothing of it", async () => {
  const [first = [], second = []] = Book.opened().appends();
  let pausing = (): void => undefined;
  let goOn = (): void => undefined;
  const paused = new Promise<void>((resolve) => (pausing = resolve));
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const stuck: Projection = {
    name: "stuck",
    version: 1,
    async project(_, appends) {
      if (appends[0]?.firstPosition !== second[0]?.position) return;
      pausing();
      await gate;
    },
    forget: () => undefined,
  };
  const old = await open([...projections(), stuck]);
  await old.apply(first);
  const late = old.apply(second).catch((error: unknown) => error);
  await paused;
  await silence();
  const fresh = await open();
  const taken = fresh.apply(second);
  goOn();
  expect(await late).toBeInstanceOf(HandedOver);
  await taken;
  expect(fresh.spine()).toBe(second.at(-1)?.position);
  expect(await tables.query(`select from ${tables.schema}.transfer`)).toHaveLength(1);
});

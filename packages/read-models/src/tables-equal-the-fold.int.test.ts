import fc from "fast-check";
import { stateHash } from "@mingzhang/domain";
import { afterAll, describe, expect, test } from "vitest";
import { postgresReadModels, type PostgresReadModels } from "./postgres-read-models.ts";
import { projections } from "./projections/projections.ts";
import type { ResolvedMoment } from "./contract.ts";
import { ByDefinition, plainLive } from "./testing/by-definition.ts";
import { proposal } from "./testing/proposal.ts";
import { randomHistory, type RandomHistory } from "./testing/random-history.ts";
import { testTables } from "./testing/test-tables.ts";
import { openWriter } from "./writer/read-model-writer.ts";
import { rebuildReadModels } from "./writer/rebuild.ts";
import { heldStore } from "./testing/held-store.ts";
import { moments } from "./testing/moments.ts";

const runs = Number(process.env.FOLD_RUNS ?? 8);
const budgetMs = runs > 8 ? Number.MAX_SAFE_INTEGER : 30_000;
const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

const whole = { first: 10_000, after: null };

async function compareViews(models: PostgresReadModels, { slugs }: RandomHistory, asked: ByDefinition): Promise<void> {
  const moment = await models.resolve(asked);
  for (const slug of slugs) {
    const replayed = asked.replay(slug);
    expect((await models.plan(slug, moment))?.stateHash ?? null).toBe(replayed ? stateHash(replayed.view) : null);
  }
}

async function compare(models: PostgresReadModels, history: RandomHistory, asked: ByDefinition): Promise<void> {
  const moment = await models.resolve(asked);
  expect(moment).toEqual({ asOf: asked.asOf, knownAt: asked.knownAt, position: asked.position() });
  for (const slug of history.slugs) await comparePlan(models, { slug, moment, asked });
  const slugs = history.slugs.filter((slug) => asked.replay(slug));
  expect(await models.planSlugs(moment)).toEqual(slugs);
  expect(await models.entries(moment, { limit: 10_000 })).toEqual(asked.entries());
  expect(await models.installationEvents(moment)).toEqual(asked.ofInstallation());
}

async function comparePlan(
  models: PostgresReadModels,
  { slug, moment, asked }: { slug: string; moment: ResolvedMoment; asked: ByDefinition },
): Promise<void> {
  const replayed = asked.replay(slug);
  const plan = await models.plan(slug, moment);
  expect(plan?.view ?? null).toEqual(replayed?.view ?? null);
  expect(plan?.stateHash ?? null).toBe(replayed ? stateHash(replayed.view) : null);
  const live = await models.liveEvents(slug, moment);
  expect(live.map(plainLive)).toEqual((replayed?.live ?? []).map(plainLive));
  for (const { event } of asked.known(slug)) {
    expect(live[0]?.resolve(event.id)).toBe(replayed?.live[0]?.resolve(event.id));
  }
  const transfers = await models.transfers(slug, moment, whole);
  expect(transfers.rows.map(({ node }) => node)).toEqual(asked.transfers(slug));
  const signed = asked.transfers(slug).map(({ kind, amountFen }) => (isBack(kind) ? -amountFen : amountFen));
  expect(transfers.totalFen).toBe(signed.reduce((sum, amount) => sum + amount, 0n));
  expect(await cellsOf(models, slug, moment)).toEqual(asked.cells(slug));
  const events = await models.events(slug, moment, whole);
  expect(events.rows.map(({ node }) => node)).toEqual(asked.known(slug));
}

const isBack = (kind: string): boolean => kind === "refund" || kind === "reversal";

async function cellsOf(models: PostgresReadModels, slug: string, moment: ResolvedMoment) {
  const sums: Record<string, bigint> = {};
  for (const { project, year, amountFen } of await models.allocations(slug, moment)) {
    sums[`${project} ${year}`] = (sums[`${project} ${year}`] ?? 0n) + amountFen;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0n));
}

const cases = fc.record({
  proposals: fc.array(proposal, { minLength: 15, maxLength: 90, size: "max" }),
  batches: fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 10 }),
  every: fc.integer({ min: 1, max: 12 }),
  pairs: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: -1, max: 1 })), { minLength: 60, maxLength: 60 }),
});

describe("after any valid history", () => {
  test("the tables say what the fold says, at every pair, in any batches, before and after a rebuild", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ proposals, batches, every, pairs }) => {
        const history = randomHistory(proposals);
        const tables = testTables();
        const { connection, schema } = tables;
        const store = heldStore(history);
        const open = { connection, schema, head: store.head, now: store.now };
        const models = postgresReadModels(open);
        const folding = postgresReadModels({ ...open, snapshots: false, recentPlans: 0 });
        try {
          const signal = new AbortController().signal;
          const writer = await openWriter({ connection, schema, signal, projections: projections({ every }) });
          for (let index = 0, at = 0; at < history.appends.length; index++) {
            const size = batches[index % batches.length] ?? 1;
            await writer.apply(history.appends.slice(at, at + size).flat());
            at += size;
          }
          const asked = moments(history, pairs).map((moment) => new ByDefinition(history.recorded, moment));
          for (const one of asked) await compareViews(models, history, one);
          for (const one of asked.slice(0, 6)) await compare(models, history, one);
          for (const one of asked.slice(0, 2)) await compare(folding, history, one);
          await rebuildReadModels({ connection, schema, store, projections: projections({ every }), batchSize: 7 });
          const after = postgresReadModels({ ...open, recentPlans: 0 });
          for (const one of asked.slice(0, 20)) await compareViews(after, history, one);
          for (const one of asked.slice(0, 4)) await compare(after, history, one);
          await after.close();
          await writer.close();
        } finally {
          await models.close();
          await folding.close();
          await tables.drop();
        }
      }),
      // Shrinking would take longer than a test may; the seed that is printed repeats the run.
      // A busy machine does fewer runs.
      { numRuns: runs, endOnFailure: true, interruptAfterTimeLimit: budgetMs },
    );
  });
});

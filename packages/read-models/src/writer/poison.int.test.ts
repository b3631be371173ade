import { stateHash } from "@mingzhang/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PostgresReadModels, postgresReadModels } from "../postgres-read-models.ts";
import { PoisonEvent } from "../projections/poison-event.ts";
import type { Projection } from "../projections/projection.ts";
import { projections } from "../projections/projections.ts";
import { PlanStandsStill } from "../queries/standing.ts";
import { Book } from "../testing/book.ts";
import { ByDefinition } from "../testing/by-definition.ts";
import { heldStore } from "../testing/held-store.ts";
import { type TestTables, testTables } from "../testing/test-tables.ts";
import { openWriter, type ReadModelWriter } from "./read-model-writer.ts";

let tables: TestTables;
let book: Book;
let models: PostgresReadModels;
/** The event that the older program does not understand, between others of its plan. */
let strange: { id: string; type: string; before: string };
const writers: ReadModelWriter[] = [];

beforeEach(() => {
  tables = testTables();
  book = Book.opened();
  const { recordedAt: before } = book.release("2016-01-10", "housing", 50n);
  const { id, type } = book.pay("2016-01-11", "housing", 5n);
  strange = { id, type, before };
  book.takeOut("2016-01-12", book.release("2016-01-12", "crafts", 5n).id);
  book.progress("2016-01-13", 7);
  models = postgresReadModels({ connection: tables.connection, schema: tables.schema, ...heldStore(book.history()) });
});
afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.close();
  await models.close();
  await tables.drop();
});

async function open(list: readonly Projection[] = projections()): Promise<ReadModelWriter> {
  const { connection, schema } = tables;
  const writer = await openWriter({ connection, schema, projections: list, signal: new AbortController().signal });
  writers.push(writer);
  return writer;
}

/** A program that can read the event and has no use for it. */
function picky(): Projection {
  return {
    name: "picky",
    version: 1,
    async project(_, appends) {
      for (const { event } of appends.flatMap(({ events }) => events)) {
        if (event.id === strange.id) throw new PoisonEvent(event, new Error("not known here"));
      }
    },
    forget: () => undefined,
  };
}

/** An older program: it cannot read the type, or it can and does not know what to do with it. */
const older = {
  "that cannot be read": async () => {
    const appends = book.appends().flat();
    await (await open()).apply(appends.map((one) => (one.id === strange.id ? { ...one, type: "Unheard" } : one)));
    // What the store has is the true type: it is the older program that did not know it.
    const text = `update ${tables.schema}.plan_event set type = $1 where id = $2`;
    return () => tables.query(text, [strange.type, strange.id]);
  },
  "that cannot be folded": async () => {
    await (await open([...projections(), picky()])).apply(book.appends().flat());
    return () => Promise.resolve([]);
  },
} as const;

const failures = async () => (await models.projection()).shards.flatMap(({ failure }) => failure ?? []);

describe("an event", () => {
  it.each(Object.entries(older))(
    "%s is tried again by who comes to hold its shard, and clears there",
    async (_, fail) => {
      const nowKnown = await fail();
      expect(await failures()).toMatchObject([{ event: strange.id, plan: "alpha" }]);
      const before = await models.resolve({});
      expect(before.position).toBe(book.history().events.at(-1)?.position);
      const refused = await models.plan("alpha", before).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(PlanStandsStill);
      expect(refused).toMatchObject({ plan: "alpha", knownAt: strange.before });

      await nowKnown();
      await writers.pop()?.close();
      const newer = await open();
      while (await newer.catchUp());
      expect(await failures()).toEqual([]);
      const now = await models.resolve({});
      expect(now.position).toBe(before.position);
      for (const asked of [now, await models.resolve({ knownAt: strange.before })]) {
        const definition = new ByDefinition(book.history().events, asked);
        const replayed = definition.replay("alpha");
        expect((await models.plan("alpha", asked))?.stateHash).toBe(replayed && stateHash(replayed.view));
        const { rows } = await models.transfers("alpha", asked, { first: 100, after: null });
        expect(rows.map(({ node }) => node)).toEqual(definition.transfers("alpha"));
      }
      expect((await models.entries(now, { limit: 100 })).map(({ publicIndex }) => publicIndex)).toEqual(
        book.history().events.map((_event, index) => BigInt(index)),
      );
    },
  );

  it("stays where it is under another program that does not understand it either, since the first time", async () => {
    await older["that cannot be folded"]();
    const [first] = await failures();
    await writers.pop()?.close();
    const same = await open([...projections(), picky()]);
    while (await same.catchUp());
    expect(await failures()).toEqual([first]);
    await expect(models.plan("alpha", await models.resolve({}))).rejects.toThrow(PlanStandsStill);
  });
});

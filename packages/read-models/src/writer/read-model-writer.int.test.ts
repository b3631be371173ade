import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { postgresReadModels } from "../postgres-read-models.ts";
import { PoisonEvent } from "../projections/poison-event.ts";
import type { Projection } from "../projections/projection.ts";
import { projections } from "../projections/projections.ts";
import { Book } from "../testing/book.ts";
import { heldStore } from "../testing/held-store.ts";
import { type TestTables, testTables } from "../testing/test-tables.ts";
import { HandedOver } from "../shards/handed-over.ts";
import { openWriter, type ReadModelWriter } from "./read-model-writer.ts";
import { rebuildReadModels } from "./rebuild.ts";

let tables: TestTables;
let book: Book;
const writers: ReadModelWriter[] = [];

beforeEach(() => {
  tables = testTables();
  book = Book.opened();
  const { id } = book.release("2016-01-10", "housing", 50n);
  book.pay("2016-01-11", "housing", 5n);
  book.takeOut("2016-01-12", book.release("2016-01-12", "crafts", 5n).id);
  expect(id).toBeTruthy();
});
afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.close();
  await tables.drop();
});

async function open(list?: readonly Projection[], signal = new AbortController().signal): Promise<ReadModelWriter> {
  const { connection, schema } = tables;
  const writer = await openWriter({ connection, schema, signal, ...(list ? { projections: list } : {}) });
  writers.push(writer);
  return writer;
}

async function contents(): Promise<unknown> {
  const names = ["plan", "plan_event", "plan_fold", "transfer", "allocation", "plan_snapshot"];
  const entries = names.map(async (name) => {
    const rows = await tables.query(
      `select to_json(t) as row from ${tables.schema}.${name} t order by to_json(t)::text`,
    );
    return [name, rows];
  });
  return Object.fromEntries(await Promise.all(entries));
}

const checkpoint = async () => {
  const [row] = await tables.query(`select position, public_count from ${tables.schema}.checkpoint`);
  return row;
};

describe("a batch", () => {
  it.each([0, 1, 2, 3])(
    "that breaks off in projection %i leaves no row and no step forward, and can be repeated",
    async (at) => {
      const appends = book.appends();
      const breaking: Projection = {
        name: "breaking",
        version: 1,
        project: () => Promise.reject(new Error("pulled the plug")),
        forget: () => undefined,
      };
      const first = await open([...projections().slice(0, at), breaking]);
      await expect(first.apply(appends.flat())).rejects.toThrow("pulled the plug");
      expect(await checkpoint()).toEqual({ position: "0", public_count: "0" });
      expect(Object.values((await contents()) as Record<string, unknown[]>).flat()).toEqual([]);
      await first.close();
      const second = await open();
      for (const append of appends) await second.apply(append);
      const whole = await contents();
      await second.close();
      await tables.query(`drop schema ${tables.schema} cascade`);
      await (await open()).apply(appends.flat());
      expect(await contents()).toEqual(whole);
    },
  );

  it("is refused where it does not follow on what the tables hold", async () => {
    const [first = [], second = [], third = []] = book.appends();
    const writer = await open();
    await writer.apply(first);
    await expect(writer.apply(first)).rejects.toThrow("a second time");
    await expect(writer.apply(third)).rejects.toThrow(PoisonEvent);
    await expect(writer.apply(third)).rejects.toThrow(/revision \d+ where \d+ should follow/);
    await writer.apply(second);
    expect(writer.spine()).toBe(second.at(-1)?.position);
  });

  it("stops its shard where it replaces what no longer counts", async () => {
    const writer = await open();
    await writer.apply(book.appends().flat());
    const last = book.appends().at(-1)?.[0];
    if (!last) throw new Error("no last event");
    const again = { ...last, id: crypto.randomUUID(), position: last.position + 1n, revision: last.revision + 1 };
    await writer.apply([{ ...again, recordedAt: "2016-02-01T00:00:00.000000Z" }]);
    const failed = await tables.query(`select failure->>'reason' as reason from ${tables.schema}.shard
      where failure is not null and through < head`);
    expect(failed).toEqual([{ reason: expect.stringMatching(/replaces .* which does not count any more/) }]);
  });

  it("of one payment is one statement, of which nothing is kept where another worker has taken over", async () => {
    const writer = await open();
    await writer.apply(book.appends().flat());
    const payments = ["2016-01-13", "2016-01-14"].map((day) => {
      book.pay(day, "housing", 5n);
      return book.appends().at(-1) ?? [];
    });
    const [first = [], second = []] = payments;
    const sent = vi.spyOn(pg.Client.prototype, "query");
    await writer.apply(first);
    const texts = sent.mock.calls.map(([query]) =>
      typeof query === "string" ? query : (query as { text: string }).text,
    );
    sent.mockRestore();
    expect(texts).toEqual([expect.stringMatching(/^with part_0 /), expect.stringContaining("pg_notify")]);
    expect(await checkpoint()).toMatchObject({ position: String(first[0]?.position) });
    const before = await contents();
    await tables.query(`update ${tables.schema}.checkpoint set epoch = epoch + 1`);
    await expect(writer.apply(second)).rejects.toThrow(HandedOver);
    expect(await contents()).toEqual(before);
  });

  it("of another stream than a plan's is not passed over", async () => {
    const writer = await open();
    const [event] = book.appends()[0] ?? [];
    if (!event) throw new Error("no event");
    await expect(writer.apply([{ ...event, stream: "weather-1" }])).rejects.toThrow(
      "no projection knows the stream weather-1",
    );
  });
});

describe("an event of the installation itself", () => {
  it("has its place and index among the others, no shard, and is found by no question about a plan", async () => {
    book.rotateKey();
    book.pay("2016-01-13", "housing", 1n);
    const writer = await open();
    for (const append of book.appends()) await writer.apply(append);
    const { recorded } = book.history();
    const [row] = await tables.query(`select public_index, plan, shard, placed from ${tables.schema}.plan_event
      where type = 'LogKeyRotated'`);
    const index = recorded.findIndex(({ type }) => type === "LogKeyRotated");
    expect(row).toEqual({ public_index: `${index}`, plan: null, shard: null, placed: true });
    const models = postgresReadModels({ ...tables, ...heldStore(book.history()) });
    const now = await models.resolve({});
    expect((await models.installationEvents(now)).map(({ publicIndex }) => publicIndex)).toEqual([BigInt(index)]);
    expect(await models.planSlugs(now)).toEqual(["alpha"]);
    expect(await models.plan("/installation", now)).toBeNull();
    expect((await models.events("/installation", now, { first: 9, after: null })).totalCount).toBe(0);
    await models.close();
  });

  it("that cannot be read, or does not follow, stops everything", async () => {
    book.rotateKey();
    const appends = book.appends();
    const writer = await open();
    await writer.apply(appends.slice(0, -1).flat());
    const [last] = appends.at(-1) ?? [];
    if (!last) throw new Error("no event");
    for (const [wrong, why] of [
      [{ type: "LogFrozen" }, "unknown event LogFrozen"],
      [{ revision: 1 }, "it is revision 1 where 0 should follow"],
      [{ meta: { ...last.meta, occurredOn: "2016-02-30" } }, "no day"],
      [{ meta: { ...last.meta, replaces: { event: last.id, reason: "r" } } }, "never do"],
    ] as const) {
      await expect(writer.apply([{ ...last, ...wrong }])).rejects.toThrow(why);
    }
    await writer.apply([last]);
    expect(writer.spine()).toBe(last.position);
  });
});

describe("writers", () => {
  it("share the shards out, and what one leaves is taken by the others", async () => {
    const first = await open();
    expect(first.shards()).toHaveLength(16);
    await first.apply(book.appends()[0] ?? []);
    const second = await open();
    expect([second.spine(), second.shards()]).toEqual([null, []]);
    await first.tend();
    await second.tend();
    expect([first.shards().length, second.shards().length]).toEqual([8, 8]);
    await first.close();
    await second.tend();
    expect(second.shards()).toHaveLength(16);
    expect(second.spine()).toBe(book.appends()[0]?.at(-1)?.position);
  });

  it("notice that other tables were put in place of theirs", async () => {
    const writer = await open();
    const [first = [], ...rest] = book.appends();
    await writer.apply(first);
    const { connection, schema } = tables;
    await rebuildReadModels({ connection, schema, store: heldStore({ appends: [first], today: "2016-02-01" }) });
    await expect(writer.apply(rest.flat())).rejects.toThrow(HandedOver);
    await writer.close();
    await (await open()).apply(rest.flat());
    expect(await checkpoint()).toMatchObject({ public_count: book.appends().flat().length.toString() });
  });
});

describe("a rebuild", () => {
  it("gives the same rows, public indices included, and leaves nothing else behind", async () => {
    const writer = await open();
    for (const append of book.appends()) await writer.apply(append);
    const before = await contents();
    const { connection, schema } = tables;
    const store = heldStore(book.history());
    const progress: bigint[] = [];
    const onProgress = ({ position }: { position: bigint }) => progress.push(position);
    await rebuildReadModels({ connection, schema, store, batchSize: 2, onProgress });
    expect(await contents()).toEqual(before);
    expect(progress).toEqual(progress.toSorted((a, b) => Number(a - b)));
    expect(progress.at(-1)).toBe(book.history().events.at(-1)?.position);
    expect(await tables.query("select nspname from pg_namespace where nspname like $1", [`${schema}\\_%`])).toEqual([]);
  });

  it("that meets an event that does not fit leaves the tables that serve", async () => {
    const writer = await open();
    const [first = []] = book.appends();
    await writer.apply(first);
    const { connection, schema } = tables;
    const [event] = book.appends()[1] ?? [];
    if (!event) throw new Error("no event");
    const store = heldStore({ appends: [first, [{ ...event, type: "Unheard" }]], today: "2016-02-01" });
    await expect(rebuildReadModels({ connection, schema, store })).rejects.toThrow(PoisonEvent);
    expect(await checkpoint()).toMatchObject({ position: first.at(-1)?.position.toString() });
    expect(await tables.query("select nspname from pg_namespace where nspname like $1", [`${schema}\\_%`])).toEqual([]);
    await writer.apply(book.appends()[1] ?? []);
  });

  it("lets everybody read the new tables who may read the old ones", async () => {
    await open();
    const { connection, schema } = tables;
    const role = `"Reader of ${schema}"`;
    await tables.query(`create role ${role}`);
    await tables.query(`grant usage on schema ${schema} to ${role}`);
    await tables.query(`grant select on all tables in schema ${schema} to ${role}`);
    await rebuildReadModels({ connection, schema, store: heldStore(book.history()) });
    await tables.query(`set role ${role}`);
    expect(await tables.query(`select from ${schema}.plan_event`)).toHaveLength(book.appends().flat().length);
    await expect(tables.query(`delete from ${schema}.plan_event`)).rejects.toThrow("permission denied");
    await tables.query("reset role");
    await tables.query(`drop owned by ${role}`);
    await tables.query(`drop role ${role}`);
  });

  it("makes the first tables where there are none", async () => {
    const { connection, schema } = tables;
    const store = heldStore(book.history());
    expect(await rebuildReadModels({ connection, schema, store })).toBe(book.history().events.at(-1)?.position);
    const models = postgresReadModels({ connection, schema, head: store.head, now: store.now });
    expect((await models.plan("alpha", await models.resolve({})))?.view.paidFen).toBe(5_000_000n);
    await models.close();
  });
});

import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postgresReadModels, type PostgresReadModels } from "../postgres-read-models.ts";
import { Book } from "../testing/book.ts";
import { type TestTables, testTables } from "../testing/test-tables.ts";
import { openWriter, type ReadModelWriter } from "../writer/read-model-writer.ts";

let tables: TestTables;
let models: PostgresReadModels;
let writer: ReadModelWriter;
let book: Book;

beforeEach(async () => {
  tables = testTables();
  const { connection, schema } = tables;
  models = postgresReadModels({ connection, schema, head: async () => ({ position: 0n, settledAt: "" }) });
  writer = await openWriter({ connection, schema, signal: new AbortController().signal });
  book = Book.opened();
});
afterEach(async () => {
  await models.close();
  await writer.close();
  await tables.drop();
});

/** Projects what the book holds beyond the tables. */
async function project(): Promise<bigint> {
  for (const append of book.appends()) {
    if ((append[0]?.position ?? 0n) > (writer.spine() ?? 0n)) await writer.apply(append);
  }
  return writer.spine() ?? 0n;
}

describe("waiting for a position", () => {
  it("ends at once where the tables hold it, and after the time given where they do not", async () => {
    const position = await project();
    expect(await models.waitFor(position, 0)).toBe(true);
    const asked = performance.now();
    expect(await models.waitFor(position + 1n, 200)).toBe(false);
    expect(performance.now() - asked).toBeGreaterThanOrEqual(195);
  });

  it("ends as soon as the position is projected", async () => {
    const position = await project();
    const waiting = models.waitFor(position + 1n, 5_000);
    await pause(100);
    book.appropriate("2016-01-05", 1n);
    const projectedAt = performance.now();
    await project();
    expect(await waiting).toBe(true);
    expect(performance.now() - projectedAt).toBeLessThan(400);
  });

  it("hears nothing of a batch that was rolled back", async () => {
    await project();
    book.appropriate("2016-01-05", 1n);
    const append = book.appends().at(-1) ?? [];
    const bad = append.map((event) => ({ ...event, revision: event.revision + 1 }));
    await expect(writer.apply(bad)).rejects.toThrow("should follow");
    expect(await models.waitFor(append[0]?.position ?? 0n, 200)).toBe(false);
  });

  it("goes on when the listening connection is cut", async () => {
    const position = await project();
    const waiting = models.waitFor(position + 1n, 5_000);
    await pause(100);
    const cut = await tables.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1",
      [`mingzhang listen ${tables.schema}`],
    );
    expect(cut).toHaveLength(1);
    book.appropriate("2016-01-05", 1n);
    await project();
    expect(await waiting).toBe(true);
  });

  it("can begin before there are tables", async () => {
    const { connection } = tables;
    const early = testTables();
    const waiting = postgresReadModels({
      connection,
      schema: early.schema,
      head: async () => ({ position: 0n, settledAt: "" }),
    });
    expect(await waiting.waitFor(0n, 50)).toBe(false);
    const there = waiting.waitFor(0n, 5_000);
    const first = await openWriter({ connection, schema: early.schema, signal: new AbortController().signal });
    expect(await there).toBe(true);
    expect(await waiting.checkpoint()).toEqual({ position: 0n, recordedAt: "1970-01-01T00:00:00.000000Z" });
    await first.close();
    await waiting.close();
    await early.drop();
  });
});

describe("changes", () => {
  it("come in order from a position on, those that are there and those to come, until the signal", async () => {
    await project();
    const stopping = new AbortController();
    const seen: bigint[] = [];
    const following = (async () => {
      for await (const { event } of models.changes(3n, stopping.signal)) seen.push(event.position);
    })();
    for (let day = 10; day < 20; day++) {
      book.appropriate(`2016-01-${day}`, 1n);
      await project();
    }
    const all = book.history().events.map(({ position }) => position);
    await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(all.length - 3);
    expect(seen).toEqual(all.slice(3));
    stopping.abort();
    await following;
  });

  it("say what an event was replaced by", async () => {
    const wrong = book.appropriate("2016-01-05", 1n);
    book.takeOut("2016-01-06", wrong.id);
    await project();
    const stopping = new AbortController();
    for await (const row of models.changes(wrong.position - 1n, stopping.signal)) {
      expect(row.replacedBy).toBe(book.history().events.at(-1)?.id);
      stopping.abort();
    }
  });

  it("hold one listener's slowness back from nobody", async () => {
    await project();
    const stopping = new AbortController();
    const slow = models.changes(0n, stopping.signal)[Symbol.asyncIterator]();
    await slow.next();
    book.appropriate("2016-01-05", 1n);
    expect(await models.waitFor(await project(), 1_000)).toBe(true);
    stopping.abort();
    expect((await slow.next()).done).toBe(true);
  });
});

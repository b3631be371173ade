import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Head } from "@mingzhang/event-store";
import { InvalidMoment } from "../contract.ts";
import { postgresReadModels, type PostgresReadModels } from "../postgres-read-models.ts";
import { ReadModelsNotReady } from "../queries/reading.ts";
import { Book } from "../testing/book.ts";
import { type Projected, projected } from "../testing/projected.ts";
import type { RandomHistory } from "../testing/random-history.ts";

/** 01:30 of 6 March 2016 in Shanghai. */
const now = new Date("2016-03-05T17:30:00.000Z");
let history: RandomHistory;
let one: Projected;

beforeAll(async () => {
  const book = Book.opened();
  book.release("2016-01-10", "housing", 50n);
  book.pay("2016-01-10", "housing", 5n);
  book.pay("2016-03-01", "housing", 5n);
  history = book.history();
  one = await projected(history);
});
afterAll(() => one.close());

/** Asks at `now`, of a store whose head is as given. */
async function asking<T>(head: () => Promise<Head>, ask: (models: PostgresReadModels) => Promise<T>): Promise<T> {
  const { connection, schema } = one.tables;
  const models = postgresReadModels({ connection, schema, head, now: () => now, waitMs: 300 });
  try {
    return await ask(models);
  } finally {
    await models.close();
  }
}

const last = () => history.events.at(-1)?.position ?? 0n;
const settled = async (): Promise<Head> => ({ position: last(), settledAt: "2016-03-05T17:30:00.000000Z" });

describe("a moment that is left out", () => {
  it("is today in Shanghai and the last recording that the tables hold", async () => {
    const moment = await asking(settled, (models) => models.resolve({}));
    expect(moment).toEqual({ asOf: "2016-03-06", knownAt: history.events.at(-1)?.recordedAt, position: last() });
    expect(await asking(settled, (models) => models.resolve({ asOf: null, knownAt: null }))).toEqual(moment);
  });

  it("asks the store nothing", async () => {
    const refuse = () => Promise.reject(new Error("asked"));
    await expect(asking(refuse, (models) => models.resolve({}))).resolves.toMatchObject({ position: last() });
  });
});

describe("an explicit knownAt", () => {
  it("cuts between appends, at the microsecond, and never within one", async () => {
    const [adoption, , release] = history.appends.map((append) => append.at(-1));
    const cuts = [
      [adoption?.recordedAt, adoption?.position],
      [release?.recordedAt, release?.position],
      [release?.recordedAt.replace(/0Z$/, "1Z"), release?.position],
      ["2016-01-09T23:59:59.999999Z", (release?.position ?? 0n) - 1n],
      ["2015-12-31T00:00:00Z", 0n],
    ];
    for (const [knownAt, position] of cuts) {
      const moment = await asking(settled, (models) => models.resolve({ knownAt: String(knownAt) }));
      expect(moment.position).toBe(position);
    }
  });

  it("is answered in canonical form, whatever zone it came in", async () => {
    const moment = await asking(settled, (models) => models.resolve({ knownAt: "2016-03-06T01:00:00.5+08:00" }));
    expect(moment).toEqual({ asOf: "2016-03-06", knownAt: "2016-03-05T17:00:00.500000Z", position: last() });
  });

  it("waits until the store promises that nothing more is recorded up to it", async () => {
    let asked = 0;
    const late = async (): Promise<Head> => {
      asked += 1;
      return { position: last(), settledAt: asked < 4 ? "2016-03-05T16:00:00.000000Z" : "2016-03-05T17:00:00.000000Z" };
    };
    const moment = await asking(late, (models) => models.resolve({ knownAt: "2016-03-05T17:00:00Z" }));
    expect([moment.position, asked]).toEqual([last(), 4]);
  });

  it("waits for the tables, and says after a bounded time where they stand", async () => {
    const ahead = async (): Promise<Head> => ({ ...(await settled()), position: last() + 1n });
    const asked = performance.now();
    const answer = asking(ahead, (models) => models.resolve({ knownAt: "2016-03-05T17:00:00Z" }));
    await expect(answer).rejects.toThrow(ReadModelsNotReady);
    await expect(answer).rejects.toThrow(`the tables stand at ${last()}`);
    expect(performance.now() - asked).toBeLessThan(2_000);
  });

  it("may lie a little ahead of this machine's clock where the store's clock does", async () => {
    const knownAt = "2016-03-05T17:30:00.000900Z";
    const ahead = async (): Promise<Head> => ({ position: last(), settledAt: knownAt });
    expect((await asking(ahead, (models) => models.resolve({ knownAt }))).knownAt).toBe(knownAt);
  });
});

describe("a moment that is none", () => {
  it.each([
    [{ asOf: "2016-02-30" }, "asOf", "no-date"],
    [{ asOf: "2016-3-1" }, "asOf", "no-date"],
    [{ asOf: "" }, "asOf", "no-date"],
    [{ asOf: "2016-03-07" }, "asOf", "in-future"],
    [{ knownAt: "2016-03-01" }, "knownAt", "no-instant"],
    [{ knownAt: "yesterday" }, "knownAt", "no-instant"],
    [{ knownAt: "2016-03-05T17:30:00.000001Z" }, "knownAt", "in-future"],
    [{ knownAt: "9999-01-01T00:00:00Z" }, "knownAt", "in-future"],
  ] as const)("%j is refused as %s %s", async (asked, field, reason) => {
    const error = await asking(settled, (models) => models.resolve(asked)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidMoment);
    expect(error).toMatchObject({ field, reason, value: Object.values(asked)[0] });
  });
});

describe("what does not exist at a moment", () => {
  it("is not found, and is no empty plan", async () => {
    const early = await asking(settled, (models) => models.resolve({ asOf: "2015-12-31" }));
    const unknown = await asking(settled, (models) => models.resolve({ knownAt: "2015-12-31T00:00:00Z" }));
    for (const moment of [early, unknown]) {
      expect(await one.models.plan("alpha", moment)).toBeNull();
      expect(await one.models.planSlugs(moment)).toEqual([]);
      expect(await one.models.liveEvents("alpha", moment)).toEqual([]);
    }
    expect(await one.models.plan("nowhere", await one.models.resolve({}))).toBeNull();
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { postgresReadModels } from "../postgres-read-models.ts";
import { projections } from "../projections/projections.ts";
import { Book } from "../testing/book.ts";
import { type Projected, projected } from "../testing/projected.ts";
import type { RandomHistory } from "../testing/random-history.ts";
import { testTables } from "../testing/test-tables.ts";
import { openWriter } from "../writer/read-model-writer.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function after(history: RandomHistory, every: number, creditPerEvent = 64n): Promise<Projected> {
  const one = await projected(history, { every, creditPerEvent });
  closers.push(() => one.close());
  return one;
}

interface SnapshotRow {
  readonly day: string;
  readonly known_from: string;
  readonly known_to: string | null;
}

async function snapshotRows({ tables }: Pick<Projected, "tables">): Promise<readonly SnapshotRow[]> {
  return tables.query<SnapshotRow & Record<string, unknown>>(
    `select through_on::text as day, known_from, known_to from ${tables.schema}.plan_snapshot
      order by through_on, known_from`,
  );
}

const open = (rows: readonly SnapshotRow[]) => rows.filter(({ known_to }) => known_to === null).map(({ day }) => day);
const days = (rows: readonly SnapshotRow[]) => rows.map(({ day }) => day);

/** One report a day through January and February 2016. */
function daily(): Book {
  const book = Book.opened();
  for (let day = 2; day <= 60; day++) {
    book.progress(new Date(Date.UTC(2016, 0, day)).toISOString().slice(0, 10), day);
  }
  return book;
}

describe("snapshots", () => {
  it("lie a fixed number of events apart, at the end of a day", async () => {
    const rows = await snapshotRows(await after(daily().history(), 10));
    const gaps = days(rows).map((day) => Date.parse(day) / 86_400_000);
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(gaps.slice(1).map((day, index) => day - (gaps[index] ?? 0))).toEqual(gaps.slice(1).map(() => 10));
    expect(open(rows)).toEqual(days(rows));
  });

  it("are closed by a back-dated event from its day on, and no other", async () => {
    const book = daily();
    const before = await snapshotRows(await after(book.history(), 10));
    const [, second = "", third = ""] = days(before);
    const late = book.progress(third, 5, { recordedOn: "2016-03-10" });
    const rows = await snapshotRows(await after(book.history(), 10));
    const closed = rows.filter(({ known_to }) => known_to === late.position.toString());
    expect(days(closed)).toEqual(days(before).filter((day) => day >= third));
    expect(rows.filter(({ day }) => day <= second)).toEqual(before.filter(({ day }) => day <= second));
  });

  it("are left alone by money, whenever it moved: it is summed and not folded", async () => {
    const book = daily();
    const before = await snapshotRows(await after(book.history(), 10));
    const data = { year: 2016, amountFen: 5_000_000n, voucher: "拨", note: null };
    const late = book.record("2016-03-10", { name: "AppropriateFunds", occurredOn: "2016-01-04", data });
    book.takeOut("2016-03-11", late.id);
    expect(await snapshotRows(await after(book.history(), 10))).toEqual(before);
  });

  it("are closed from the earlier day of a correction and of what it replaces", async () => {
    const book = daily();
    const wrong = book.progress("2016-01-20", 5, { recordedOn: "2016-03-10" });
    const known = await snapshotRows(await after(book.history(), 10));
    const right = book.progress("2016-02-20", 7, { recordedOn: "2016-03-11", corrects: wrong.id });
    const rows = await snapshotRows(await after(book.history(), 10));
    const kept = open(known).filter((day) => day < "2016-01-20");
    expect(kept.length).toBeGreaterThan(0);
    const closed = rows.filter(({ known_to }) => known_to === right.position.toString());
    expect(days(closed)).toEqual(open(known).filter((day) => day >= "2016-01-20"));
    expect(rows.filter(({ day, known_to }) => day < "2016-01-20" && known_to === null).map(({ day }) => day)).toEqual(
      kept,
    );
  });

  it("are made again where too many events lie behind the last that holds", async () => {
    const book = daily();
    book.progress("2016-01-03", 5, { recordedOn: "2016-03-10" });
    const rows = await snapshotRows(await after(book.history(), 10));
    expect(open(rows).length).toBeGreaterThanOrEqual(4);
    expect(rows.length).toBeGreaterThan(open(rows).length);
  });

  it("cost no more folding than the recorded events pay for, however many entries lie in the past", async () => {
    const book = daily();
    for (let round = 0; round < 40; round++) book.progress("2016-01-03", 1, { recordedOn: "2016-03-10" });
    const history = book.history();
    const refreshes = async (credit: bigint) =>
      new Set((await snapshotRows(await after(history, 5, credit))).map(({ known_from }) => known_from)).size;
    expect(await refreshes(1000n)).toBeGreaterThan(40);
    const thrifty = await after(history, 5, 2n);
    const made = new Set((await snapshotRows(thrifty)).map(({ known_from }) => known_from)).size;
    expect(made * 10).toBeLessThanOrEqual(2 * history.events.length);
    const plan = await thrifty.models.plan("alpha", await thrifty.models.resolve({}));
    expect(plan?.view.projects[0]?.quantities[0]?.done).toBe("60");
  });

  it("are the same in whatever batches the events came", async () => {
    const book = daily();
    book.progress("2016-01-20", 5, { recordedOn: "2016-03-10" });
    book.takeOut("2016-03-11", book.progress("2016-02-03", 5, { recordedOn: "2016-03-11" }).id);
    for (let round = 0; round < 30; round++) book.progress("2016-01-30", 1, { recordedOn: "2016-03-12" });
    const history = book.history();
    const rows = await snapshotRows(await after(history, 7));
    const tables = testTables();
    closers.push(() => tables.drop());
    const { connection, schema } = tables;
    const signal = new AbortController().signal;
    const writer = await openWriter({ connection, schema, signal, projections: projections({ every: 7 }) });
    await writer.apply(history.appends.flat());
    await writer.close();
    expect(await snapshotRows({ tables })).toEqual(rows);
  });

  it("carry the view: one that is falsified shows", async () => {
    const history = daily().history();
    const { tables, models } = await after(history, 10);
    const { connection, schema } = tables;
    await tables.query(`update ${schema}.plan_snapshot set state = replace(state, '甲区', '乙区')`);
    const moment = await models.resolve({});
    const folding = postgresReadModels({
      connection,
      schema,
      head: async () => ({ position: 0n, settledAt: "" }),
      snapshots: false,
    });
    closers.push(() => folding.close());
    const [kept, folded] = [await models.plan("alpha", moment), await folding.plan("alpha", moment)];
    expect(kept?.stateHash).not.toBe(folded?.stateHash);
  });
});

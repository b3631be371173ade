import { readPlanWorkbook } from "@mingzhang/open-data";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { type FeedFixture, feedFixture, slug } from "../testing/feed-fixture.ts";

let fixture: FeedFixture;

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

type Row = Readonly<Record<string, string>>;

async function table(name: string, query = ""): Promise<readonly Row[]> {
  const text = await fixture.text(`/data/${slug}/${name}.csv${query}`);
  return parse(text, { columns: true, bom: true, record_delimiter: "\r\n" });
}

async function viewAt(asked: { asOf?: string; knownAt?: string } = {}) {
  const moment = await fixture.readModels.resolve(asked);
  const replay = await fixture.readModels.plan(slug, moment);
  if (!replay) throw new Error("no plan");
  return replay.view;
}

/** Fen of an exact decimal of 元. */
const fen = (yuan: string | undefined) => BigInt((yuan ?? "x").replace(".", ""));
const sum = (rows: readonly Row[], column: string) => rows.reduce((total, row) => total + fen(row[column]), 0n);

describe("the table of allocations", () => {
  it("adds up to the view: by year, by project, in all", async () => {
    const [rows, view] = [await table("allocations"), await viewAt()];
    expect(sum(rows, "amount")).toBe(view.totalFen);
    for (const { year, allocatedFen } of view.years) {
      expect(
        sum(
          rows.filter((row) => row.year === String(year)),
          "amount",
        ),
      ).toBe(allocatedFen);
    }
    for (const { code, allocatedFen } of view.projects) {
      expect(
        sum(
          rows.filter((row) => row.project === code),
          "amount",
        ),
      ).toBe(allocatedFen);
    }
    expect(rows.find((row) => row.project === "babagou" && row.year === "2018")).toMatchObject({
      project_name_zh: "火龙沟巴巴沟旅游基础设施",
      amount: "3500000.00",
      currency: "CNY",
      simulated: "false",
    });
  });
});

describe("the table of transfers", () => {
  it("adds up to the view in every stage, and ends with the balance of the account", async () => {
    const [rows, view] = [await table("transfers"), await viewAt()];
    const net = (stage: string) =>
      sum(
        rows.filter((row) => row.stage === stage),
        "net_amount",
      );
    expect(net("appropriation")).toBe(view.appropriatedFen);
    expect(net("release")).toBe(view.releasedFen);
    expect(net("payment")).toBe(view.paidFen);
    const account = view.accounts.find(({ account: name }) => name === "earmarked");
    expect(fen(rows.at(-1)?.account_balance)).toBe(account?.balanceFen);
    expect(fen(rows.findLast((row) => row.stage === "release")?.cumulative_in_stage)).toBe(view.releasedFen);
    expect(rows.map((row) => row.kind)).toContain("reversal");
    expect(rows.map((row) => row.occurred_on)).toEqual(rows.map((row) => row.occurred_on).toSorted());
  });

  it("names entry and leaf hash of each, as the record has them", async () => {
    const lines = (await fixture.text("/log/0.ndjson")).trim().split("\n");
    for (const row of await table("transfers")) {
      const leaf = JSON.parse(lines[Number(row.log_index)] ?? "{}") as { id: string };
      expect(leaf.id).toBe(row.id);
      expect(await fixture.text(`/entries/${row.log_index}`)).toContain(row.leaf_hash);
    }
  });

  it("lets no spreadsheet run what a payee is called", async () => {
    const payment = (await table("transfers", "?kind=payment"))[0];
    expect(payment?.payee_name).toBe('\'=HYPERLINK("x") 甲公司 <b>');
    expect(await fixture.text(`/plans/${slug}/transfers?kind=payment`)).toContain("甲公司 &lt;b&gt;");
  });

  it("takes the filters of the page", async () => {
    expect((await table("transfers", "?kind=release&from=2016-02-10&to=2016-12-31")).map((row) => row.voucher)).toEqual(
      ["下-1", "下-2"],
    );
    expect((await table("transfers", "?project=crafts")).every((row) => row.project === "crafts")).toBe(true);
    expect((await table("transfers", "?year=2017")).every((row) => row.occurred_on?.startsWith("2017-"))).toBe(true);
    expect(await table("transfers", "?from=2019-01-01")).toEqual([]);
  });

  it("shows what was known then: the wrong amount before its correction", async () => {
    const crafts = async (knownAt: string) =>
      (await table("transfers", `?project=crafts&asOf=2016-12-31&knownAt=${knownAt}`)).map((row) => row.amount);
    expect(await crafts("2017-01-08T00:00:00Z")).toEqual([]);
    expect(await crafts("2017-01-10T00:00:00Z")).toEqual(["300000.00"]);
    expect(await crafts("2017-01-13T00:00:00Z")).toEqual(["3000000.00"]);
  });
});

describe("the table of milestones", () => {
  it("says when each was due and what became of it", async () => {
    expect(await table("milestones", "?asOf=2016-07-10")).toMatchObject([
      { project: "flood-control", milestone: "walls", due_on: "2016-06-30", status: "overdue", days_late: "10" },
    ]);
    expect(await table("milestones", "?asOf=2016-03-01")).toEqual([]);
  });
});

describe("the table of changes", () => {
  it("holds every entry of the plan, corrected ones too, each pointing to the other", async () => {
    const rows = await table("changes");
    const wrong = rows.find((row) => row.corrected_by_index !== "" && row.type === "FundsReleased");
    const right = rows.find((row) => row.log_index === wrong?.corrected_by_index);
    expect(right).toMatchObject({ corrects_index: wrong?.log_index, type: "FundsReleased", days_late: "15" });
    expect(right?.summary_zh).toContain("更正原因：录入有误");
    expect(right?.summary_en).toContain("Correction:");
    const moment = await fixture.readModels.resolve({});
    const { totalCount } = await fixture.readModels.events(slug, moment, { first: 1, after: null });
    expect(rows).toHaveLength(totalCount);
  });
});

describe("every table", () => {
  it.each(["allocations", "transfers", "milestones", "changes"])("%s is CSV that names its state", async (name) => {
    const answer = await fixture.get(`/data/${slug}/${name}.csv`);
    const view = await viewAt();
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(answer.headers.get("Content-Disposition")).toBe(`attachment; filename="${slug}-${name}.csv"`);
    const replay = await fixture.readModels.plan(slug, await fixture.readModels.resolve({}));
    expect(answer.headers.get("Mingzhang-State-Hash")).toBe(replay?.stateHash);
    expect(answer.headers.get("Link")).toContain(`/data/${view.slug}/${name}.csv?asOf=`);
  });

  it("is the same bytes for ever for a pair of dates", async () => {
    const pair = "asOf=2016-12-31&knownAt=2017-01-10T00:00:00Z";
    const all = () =>
      Promise.all(
        ["allocations", "transfers", "milestones", "changes"].map((name) =>
          fixture.text(`/data/${slug}/${name}.csv?${pair}`),
        ),
      );
    const before = await all();
    await fixture.record({
      name: "AppropriateFunds",
      occurredOn: "2016-11-11",
      data: { year: 2016, amountFen: 5n, voucher: "迟", note: null },
    });
    expect(await all()).toEqual(before);
    expect((await table("transfers")).some((row) => row.voucher === "迟")).toBe(true);
  });

  it("is not there for indicators, which nothing fills yet", async () => {
    expect((await fixture.get(`/data/${slug}/indicators.csv`)).status).toBe(404);
  });
});

describe("the workbook", () => {
  it("reads back as the plan that it was written from", async () => {
    const bytes = new Uint8Array(await (await fixture.get(`/plans/${slug}/workbook.xlsx`)).arrayBuffer());
    const read = await readPlanWorkbook(bytes);
    const view = await viewAt();
    if (!read.ok) throw new Error(JSON.stringify(read));
    expect(read.plan).toMatchObject({ slug, firstYear: 2016, ratePercent: "0.5", baseFen: 543_400_000_000n });
    expect(read.plan.projects.map(({ code, totalFen }) => [code, totalFen])).toEqual(
      view.projects.map(({ code, allocatedFen }) => [code, allocatedFen]),
    );
    expect(read.plan.simulated).toBeUndefined();
  });
});

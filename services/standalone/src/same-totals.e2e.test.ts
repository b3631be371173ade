import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./testing/graphql.ts";
import { newDataDir, type Product, removeDataDir, startProduct } from "./testing/product.ts";
import { type Line, movedBy, totalsOfLines } from "./testing/totals-of-lines.ts";

const slug = "wuhou-baiyu-2016-2020";

let dataDir = "";
let product: Product;

beforeAll(async () => {
  dataDir = await newDataDir();
  product = await startProduct("demo", dataDir);
});
afterAll(async () => {
  await product?.end();
  await removeDataDir(dataDir);
});

const text = async (path: string): Promise<string> => {
  const answer = await fetch(product.url + path);
  expect(answer.status, path).toBe(200);
  return answer.text();
};

/** Fen of exact yuan. */
const fen = (yuan: string) => BigInt(yuan.replace(".", ""));
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

interface Totals {
  readonly allocated: bigint;
  readonly appropriated: bigint;
  readonly released: bigint;
  readonly paid: bigint;
}

async function fromGraphql(asOf: string, knownAt: string): Promise<Totals> {
  type Amount = { fen: string };
  const query = `query ($slug: String!, $asOf: Date, $knownAt: DateTime) {
    plan(slug: $slug, asOf: $asOf, knownAt: $knownAt) {
      total { fen } years { appropriated { fen } } projects { released { fen } paid { fen } }
    }
  }`;
  type Plan = { total: Amount; years: { appropriated: Amount }[]; projects: { released: Amount; paid: Amount }[] };
  const { plan } = await ask<{ plan: Plan }>(product, query, { slug, asOf, knownAt });
  return {
    allocated: BigInt(plan.total.fen),
    appropriated: sum(plan.years.map(({ appropriated }) => BigInt(appropriated.fen))),
    released: sum(plan.projects.map(({ released }) => BigInt(released.fen))),
    paid: sum(plan.projects.map(({ paid }) => BigInt(paid.fen))),
  };
}

function fromIati(xml: string): readonly Totals[] {
  const activities = xml.split("<iati-activity ").slice(1);
  const level = (hierarchy: string) => activities.filter((each) => each.includes(`hierarchy="${hierarchy}"`));
  const moved = (hierarchy: string, type: string) => {
    const transaction = new RegExp(`<transaction-type code="${type}"/>[\\s\\S]*?<value [^>]*>([^<]*)<`, "g");
    return sum(level(hierarchy).flatMap((each) => [...each.matchAll(transaction)].map(([, yuan]) => fen(yuan ?? ""))));
  };
  const budget = /<budget type="(\d)"[\s\S]*?period-start iso-date="([^"]*)"[\s\S]*?<value [^>]*>([^<]*)</g;
  // Of one project and year the later element replaces the earlier one.
  const inForce = level("2").map((each) => new Map([...each.matchAll(budget)].map((b) => [b[2], fen(b[3] ?? "")])));
  const common = {
    allocated: sum(inForce.flatMap((years) => [...years.values()])),
    appropriated: moved("1", "1"),
    paid: moved("2", "4"),
  };
  return [
    { ...common, released: moved("1", "3") },
    { ...common, released: moved("2", "1") },
  ];
}

function fromOc4ids(json: string): readonly Totals[] {
  type Value = { amount: string };
  type Moved = { value: Value };
  type Budget = { amount: Value; budgetBreakdowns: { budgetBreakdown: { amount: Value }[] }[] };
  type Project = { budget: Budget; transactions?: Moved[]; mingzhang: { releases?: Moved[] } };
  type Plan = { totals: Record<keyof Totals, Value>; appropriations?: Moved[] };
  // Amounts as text: a JSON parser would make floating-point numbers of them.
  const exact = json.replace(/("amount": )(-?\d+\.\d\d)/g, '$1"$2"');
  const { projects, mingzhang } = JSON.parse(exact) as { projects: Project[]; mingzhang: { plans: Plan[] } };
  const moved = (list: readonly Moved[] = []) => sum(list.map(({ value }) => fen(value.amount)));
  const added = {
    appropriated: sum(mingzhang.plans.map(({ appropriations }) => moved(appropriations))),
    released: sum(projects.map((project) => moved(project.mingzhang.releases))),
    paid: sum(projects.map(({ transactions }) => moved(transactions))),
  };
  const latest = projects.flatMap(({ budget }) => budget.budgetBreakdowns.at(-1)?.budgetBreakdown ?? []);
  const stated = mingzhang.plans[0]?.totals;
  if (!stated) throw new Error("no plan in the package");
  return [
    { ...added, allocated: sum(projects.map(({ budget }) => fen(budget.amount.amount))) },
    { ...added, allocated: sum(latest.map(({ amount }) => fen(amount.amount))) },
    Object.fromEntries(Object.entries(stated).map(([name, value]) => [name, fen(value.amount)])) as unknown as Totals,
  ];
}

/** Rows of a table as its first columns name them; no cell that is looked at holds a comma. */
async function fromTables(query: string): Promise<Totals> {
  const rows = async (table: string) => {
    const [header = "", ...lines] = (await text(`/data/${slug}/${table}.csv${query}`)).trim().split("\r\n");
    const names = header.replace("\ufeff", "").split(",");
    return lines.map((line) => {
      const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell ?? "");
      return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
    });
  };
  const [allocations, transfers] = [await rows("allocations"), await rows("transfers")];
  const stage = (name: string) =>
    sum(transfers.filter((row) => row["stage"] === name).map((row) => fen(row["net_amount"] ?? "")));
  return {
    allocated: sum(allocations.map((row) => fen(row["amount"] ?? ""))),
    appropriated: stage("appropriation"),
    released: stage("release"),
    paid: stage("payment"),
  };
}

/** What the feed's entries say, added up as a stranger would: from the lines that they name. */
async function fromFeeds(query: string): Promise<readonly Totals[]> {
  const lines: Line[] = [];
  const events: Line[] = [];
  const named: number[] = [];
  const all = gunzipSync(Buffer.from(await (await fetch(`${product.url}/log/all.ndjson.gz${query}`)).arrayBuffer()));
  for (let page = 0; ; page++) {
    const answer = await fetch(`${product.url}/feed/${page}.json${query}`);
    if (answer.status === 404) break;
    const feed = (await answer.json()) as { items: { _tlog: { index: number } }[] };
    named.push(...feed.items.map(({ _tlog }) => _tlog.index));
    const bundle = await text(`/log/${page}.ndjson${query}`);
    lines.push(...parsed(bundle));
    events.push(...(JSON.parse(await text(`/log/${page}.cloudevents.json${query}`)) as Line[]));
  }
  const wanted = new Set(named);
  const shown = lines.filter(({ sequence }) => wanted.has(Number(sequence)));
  expect(shown).toHaveLength(named.length);
  return [shown, events, parsed(all.toString())].map(totalsOfLines);
}

function parsed(ndjson: string): readonly Line[] {
  return ndjson
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

async function fromPortal(query: string): Promise<Totals> {
  const html = await text(`/plans/${slug}${query}`);
  const money = html.slice(html.indexOf('class="money"'));
  const [allocated, appropriated, released, paid] = [...money.matchAll(/<data [^>]*value="(-?\d+)"/g)]
    .slice(0, 4)
    .map(([, value]) => BigInt(value ?? ""));
  return { allocated, appropriated, released, paid } as Totals;
}

/** Before any transfer, in between, around a correction of a movement of money, and at the end. */
async function pairs(): Promise<readonly (readonly [asOf: string, knownAt: string])[]> {
  const lines = parsed(gunzipSync(await bytes("/log/all.ndjson.gz")).toString());
  const corrected = lines.find(({ type, data }) => data.corrects !== null && movedBy(type));
  if (!corrected) throw new Error("nothing was corrected in the demonstration");
  const before = new Date(Date.parse(corrected.time) - 1000).toISOString();
  const last = lines.at(-1)?.time ?? "";
  return [
    ["2016-01-15", "2016-01-31T00:00:00Z"],
    ["2018-06-30", "2018-07-15T00:00:00Z"],
    [corrected.data.occurredOn, before],
    [corrected.data.occurredOn, corrected.time],
    [last.slice(0, 10), last],
  ];
}

async function bytes(path: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(product.url + path)).arrayBuffer());
}

describe("the same totals", () => {
  it("stand in IATI, OC4IDS, tables, feeds, the portal and GraphQL, whenever one asks", async () => {
    const seen = new Set<string>();
    for (const [asOf, knownAt] of await pairs()) {
      const query = `?asOf=${asOf}&knownAt=${knownAt}`;
      const expected = await fromGraphql(asOf, knownAt);
      const all: Readonly<Record<string, readonly Totals[]>> = {
        iati: fromIati(await text(`/iati/activities.xml${query}`)),
        oc4ids: fromOc4ids(await text(`/oc4ids/projects.json${query}`)),
        tables: [await fromTables(query)],
        feeds: await fromFeeds(query),
        portal: [await fromPortal(query)],
      };
      for (const [name, found] of Object.entries(all)) {
        for (const totals of found) expect(totals, `${name} ${query}`).toEqual(expected);
      }
      seen.add(Object.values(expected).join(" "));
    }
    expect(seen.size, "the pairs are to differ, or they show nothing").toBeGreaterThanOrEqual(4);
  }, 180_000);
});

describe("the latest package", () => {
  it("is that of the checkpoint that is shown, and holds what its pair of dates gives", async () => {
    const [, size = ""] = (await text("/log/checkpoint")).split("\n");
    const latest = await fetch(`${product.url}/open-data/latest`);
    expect(latest.url).toMatch(/\/open-data\/\d+\/datapackage\.json$/);
    const { version, mingzhang, simulated } = (await latest.json()) as {
      version: string;
      simulated: boolean;
      mingzhang: { asOf: string; knownAt: string };
    };
    expect([version, simulated]).toEqual([size, true]);
    const query = `?asOf=${mingzhang.asOf}&knownAt=${mingzhang.knownAt}`;
    expect(await text(`/open-data/${version}/iati/activities.xml`)).toBe(await text(`/iati/activities.xml${query}`));
  });
});

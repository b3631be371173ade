import { Ajv } from "ajv";
import { parse } from "csv-parse/sync";
import tabularProfile from "datapackage/lib/profiles/tabular-data-package.json" with { type: "json" };
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordWorks } from "../open-data/testing/record-works.ts";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { type FeedFixture, feedFixture, publicUrl, slug } from "../testing/feed-fixture.ts";

let fixture: FeedFixture;

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
  await recordWorks(fixture);
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

const names = ["projects", "allocations", "transfers", "milestones", "changes"] as const;
const pair = "?asOf=2016-12-31&knownAt=2017-01-13T00:00:00Z";
const base = `/data/${slug}`;

interface Field {
  readonly name: string;
  readonly type: string;
  readonly constraints: { readonly required: boolean };
}
interface Resource {
  readonly name: string;
  readonly path: string;
  readonly schema: {
    readonly fields: readonly Field[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys?: readonly { fields: string; reference: { resource: string; fields: string } }[];
  };
}
type Row = Readonly<Record<string, string>>;

const typePatterns: Readonly<Record<string, RegExp>> = {
  string: /./s,
  number: /^-?\d+(\.\d+)?$/,
  integer: /^-?\d+$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/,
  boolean: /^(true|false)$/,
};

async function rowsOf(path: string): Promise<readonly Row[]> {
  return parse(await fixture.text(path), { columns: true, bom: true, record_delimiter: "\r\n" });
}

describe("the data package", () => {
  it("keeps to the published profile of tabular data packages", async () => {
    const descriptor = JSON.parse(await fixture.text(`${base}/datapackage.json`));
    const ajv = new Ajv({ strict: false, allErrors: true });
    for (const format of ["uri", "email", "date-time", "textarea"]) ajv.addFormat(format, true);
    const { $schema: _, ...profile } = tabularProfile as Record<string, unknown>;
    const valid = ajv.compile(profile);
    expect(valid(descriptor), JSON.stringify(valid.errors)).toBe(true);
    expect(valid({ ...descriptor, resources: [{ path: "a.csv" }] })).toBe(false);
    expect(descriptor).toMatchObject({
      profile: "tabular-data-package",
      licenses: [{ name: "CC0-1.0" }],
      sources: [{ title: expect.stringContaining("规划") }, {}],
    });
  });

  it.each(["", pair])("says what is in the tables: types, keys, references %s", async (query) => {
    const { resources } = JSON.parse(await fixture.text(`${base}/datapackage.json${query}`)) as {
      resources: readonly Resource[];
    };
    expect(resources.map(({ name }) => name)).toEqual(names);
    const tables = new Map<string, readonly Row[]>();
    for (const { name, path } of resources) {
      const url = new URL(path, `${publicUrl}${base}/datapackage.json`);
      tables.set(name, await rowsOf(url.pathname + url.search));
    }
    for (const { name, schema } of resources) {
      const rows = tables.get(name) ?? [];
      for (const row of rows) expect(Object.keys(row)).toEqual(schema.fields.map((field) => field.name));
      for (const field of schema.fields) checkField(rows, field);
      const keys = rows.map((row) => schema.primaryKey.map((column) => row[column]).join("|"));
      expect(new Set(keys).size, `${name} has a key twice`).toBe(keys.length);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const there = new Set((tables.get(reference.resource || name) ?? []).map((row) => row[reference.fields]));
        const lost = rows.filter((row) => row[fields] !== "" && !there.has(row[fields]));
        expect(lost, `${name}.${fields}`).toEqual([]);
      }
    }
  });
});

function checkField(rows: readonly Row[], { name, type, constraints }: Field): void {
  for (const row of rows) {
    const cell = row[name] ?? "";
    if (cell === "") expect(constraints.required, `${name} is empty`).toBe(false);
    else expect(cell, name).toMatch(typePatterns[type] ?? /^$/);
  }
}

describe("the metadata of a table", () => {
  it.each(["", pair, "?kind=payment&project=crafts"])("is found by its link and names the table: %s", async (query) => {
    const path = `${base}/transfers.csv${query}`;
    const link = (await fixture.get(path)).headers.get("Link") ?? "";
    const described = /<([^>]*)>; rel="describedby"; type="application\/csvm\+json"/.exec(link)?.[1] ?? "";
    const address = new URL(described);
    const answer = await fixture.get(address.pathname + address.search);
    expect(answer.headers.get("Content-Type")).toBe("application/csvm+json");
    const metadata = await answer.json();
    expect(new URL(metadata.url, address).href).toBe(publicUrl + path);
    const [header] = (await fixture.text(path)).replace("\ufeff", "").split("\r\n");
    expect(metadata.tableSchema.columns.map(({ titles }: { titles: string }) => titles)).toEqual(header?.split(","));
    expect(metadata["@context"][0]).toBe("http://www.w3.org/ns/csvw");
    expect(metadata.tableSchema.primaryKey).toEqual(["id"]);
  });

  it("names all tables and their references in one document", async () => {
    const { tables } = JSON.parse(await fixture.text(`${base}/csv-metadata.json`));
    const urls = tables.map(({ url }: { url: string }) => url);
    expect(urls).toEqual(names.map((name) => `${name}.csv`));
    for (const { tableSchema } of tables) {
      for (const { reference } of tableSchema.foreignKeys) expect(urls).toContain(reference.resource);
    }
  });
});

describe("a table", () => {
  it.each(names)("%s is read the same by two outside parsers", async (name) => {
    const text = await fixture.text(`${base}/${name}.csv`);
    expect(text.replace(/\r\n/g, "")).not.toMatch(/[\r\n]/);
    const { data, errors } = Papa.parse<Row>(text.replace(/^\ufeff/, ""), { header: true, newline: "\r\n" });
    expect(errors.filter(({ type }) => type !== "FieldMismatch")).toEqual([]);
    expect(data.slice(0, -1)).toEqual(await rowsOf(`${base}/${name}.csv`));
  });
});

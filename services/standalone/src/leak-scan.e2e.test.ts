import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { digestsIn, disclosureDigest } from "@mingzhang/transparency-log";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRunningPostgres } from "./database/embedded-postgres.ts";
import { crawl, type Seen } from "./testing/crawl.ts";
import { ask } from "./testing/graphql.ts";
import { attach, gpsMarks, telephonePhoto, upload } from "./testing/pictures.ts";
import { newDataDir, type Product, removeDataDir, runVerb, startProduct } from "./testing/product.ts";
import { everythingAsked } from "./testing/stranger.ts";

const slug = "wuhou-baiyu-2016-2020";
/** Twice the same person: equal values must not be told from their digests. */
const names = ["仁青卓玛标记甲", "Tashi-Marker-Qzx", "仁青卓玛标记甲"];
const note = "内部备注标记乙：电话13800138000";
/** Public: shows that the search finds what is there, in every form that is published. */
const village = "河坡乡标记丁";
const erasedName = "将被遗忘标记丙";
/** Stands in the EXIF of a photo, which also says where it was taken. */
const photographer = "Photographer-Marker-Wvk";

let dataDir = "";
let product: Product;
let seen: readonly Seen[] = [];
let secrets: readonly string[] = [];
let digests: readonly string[] = [];
let disclosures: readonly string[] = [];
let photo: Buffer;
let shown = "";
let unattached = "";

beforeAll(async () => {
  dataDir = await newDataDir();
  product = await startProduct("start", dataDir);
  await record("recordAppropriation", "AppropriationInput", { year: 2016, amountFen: "100000000" });
  await record("recordRelease", "ReleaseInput", { project: "crafts", amountFen: "50000000" });
  const paid = await Promise.all(names.map((payeeName) => household(payeeName)));
  const gone = await household(erasedName);
  await record("eraseDisclosure", "EraseDisclosureInput", { event: gone, name: "payeeName", basis: "本人申请" }, false);
  photo = await telephonePhoto(photographer);
  const { sha256, original } = await upload(product, photo);
  shown = sha256;
  expect(await attach(product, shown, { note })).toBe("");
  unattached = (await upload(product, await telephonePhoto(`${photographer}-2`))).original;
  const rows = await vaultRows();
  digests = paid.map((id) => rows.find(({ event }) => event === id)?.digest ?? "");
  const opened = rows.flatMap(({ salt, value }) => [salt, value]).filter((each) => each !== null);
  disclosures = await Promise.all(paid.map(disclosureOf));
  secrets = [
    ...opened,
    ...disclosures,
    erasedName,
    photographer,
    original,
    note,
    product.token,
    "bearer-token",
    ...keys,
  ];
  expect((await runVerb(["log", "rotate-key"], { DATA_DIR: dataDir })).code).toBe(0);
  await proved();
  secrets = [...secrets, ...(await signingKeys())];
  seen = await crawl(product.url, seeds());
  seen = [...seen, ...(await everythingAsked(product.url, { slug, event: paid[0] ?? "" }))];
});
afterAll(async () => {
  await product?.end();
  await removeDataDir(dataDir);
});

const keys: string[] = [];

async function record(field: string, type: string, input: object, voucher = true): Promise<string> {
  const idempotencyKey = `secret-key-${field}-${keys.length}`;
  keys.push(idempotencyKey);
  const more = voucher ? { voucher: `凭证-${keys.length}`, note } : {};
  const query = `mutation ($slug: String!, $input: ${type}!, $control: ControlInput!) {
    result: ${field}(slug: $slug, input: $input, control: $control) {
      ... on Recorded { events { id } } ... on Refusal { message }
    }
  }`;
  const variables = { slug, input: { occurredOn: "2016-11-01", ...input, ...more }, control: { idempotencyKey } };
  type Result = { readonly events?: readonly { readonly id: string }[]; readonly message?: string };
  const { result } = await ask<{ result: Result }>(product, query, variables);
  const id = result.events?.[0]?.id;
  if (id === undefined) throw new Error(result.message ?? "nothing was recorded");
  return id;
}

function household(payeeName: string): Promise<string> {
  const input = { project: "crafts", amountFen: "10000", payeeName, village, purpose: "补助" };
  return record("recordHouseholdPayment", "HouseholdPaymentInput", input);
}

async function disclosureOf(id: string): Promise<string> {
  const query = `{ event(id: "${id}") { withheld { value disclosure } } }`;
  type Field = { readonly value: string; readonly disclosure: string };
  const { event } = await ask<{ event: { withheld: readonly Field[] } }>(product, query);
  const [field] = event.withheld;
  if (!field || !names.includes(field.value)) throw new Error(`staff cannot read what ${id} withholds`);
  return field.disclosure;
}

/** Whatever of a key file is no origin, id or instant: the seeds, in the form in which they are kept. */
async function signingKeys(): Promise<readonly string[]> {
  const folder = join(dataDir, "log-keys");
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  // A plus is a letter of base64 too.
  const kept = files.map((file) => /PRIVATE\+KEY\+[^+]*\+[0-9a-f]{8}\+(\S+)/.exec(file)?.[1] ?? "");
  expect(kept.map(({ length }) => length)).toEqual([44, 44]);
  return kept;
}

interface VaultRow {
  readonly event: string;
  readonly digest: string;
  readonly salt: string | null;
  readonly value: string | null;
}

async function vaultRows(): Promise<readonly VaultRow[]> {
  const client = new pg.Client({ connectionString: (await findRunningPostgres(dataDir)) ?? "" });
  await client.connect();
  const { rows } = await client.query<VaultRow>("select event, digest, salt, value from vault.disclosures");
  await client.end();
  return rows;
}

/** Waits until what was recorded, the new key too, is in the log, so that its tiles, bundles and proofs are scanned. */
async function proved(): Promise<void> {
  const size = async () => Number((await (await fetch(`${product.url}/log/checkpoint`)).text()).split("\n")[1]);
  const { events } = await ask<{ events: { totalCount: number } }>(
    product,
    `{ events(slug: "${slug}") { totalCount } }`,
  );
  for (const until = performance.now() + 60_000; (await size()) <= events.totalCount; await pause(200)) {
    if (performance.now() > until) throw new Error("the log does not take what was recorded");
  }
}

/** Where the crawl begins: what no page links to, beside what all link to. */
function seeds(): readonly string[] {
  const log = ["checkpoint", "tile/0/000", "policy", "keys", "0.ndjson", "all.ndjson.gz", "0.cloudevents.json"];
  const tables = ["transfers", "changes", "projects", "milestones", "allocations"];
  const last = 80;
  const single =
    "/ /?lang=en /feeds /robots.txt /sitemap.xml /console/ /metrics /readyz /livez /healthz /feed.json /feed.atom " +
    "/feed/0.json /feed/0.atom /iati/activities.xml /oc4ids/projects.json /open-data/latest /stream /log/archive.zip " +
    "/open-data/latest/datapackage.json";
  const ofPlan = ["", "/transfers", "/changes", "/projects/crafts", "/workbook.xlsx"];
  return [
    ...single.split(" "),
    ...ofPlan.map((page) => `/plans/${slug}${page}`),
    ...log.map((file) => `/log/${file}`),
    ...tables.flatMap((table) => [`/data/${slug}/${table}.csv`, `/data/${slug}/${table}.json`]),
    ...Array.from({ length: last }, (_, width) => `/log/tile/entries/000.p/${width + 1}`),
    ...Array.from({ length: last }, (_, width) => `/log/tile/0/000.p/${width + 1}`),
    ...Array.from({ length: last }, (_, index) => `/log/proof/${index}.tlog-proof`),
    ...Array.from({ length: last }, (_, index) => `/entries/${index}`),
    ...Array.from({ length: last }, (_, index) => `/entries/${index}/proof.html`),
  ];
}

/** A secret as it may stand in bytes: as it is, in base64 at every offset, in a URL, escaped in JSON and HTML. */
function disguises(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    return text.slice(Math.ceil((offset * 8) / 6), -4);
  });
  const escaped = [...secret].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  return [secret, encodeURIComponent(secret), bytes.toString("hex"), escaped, ...inBase64].filter(
    (text) => text.length >= 8 || text === secret,
  );
}

describe("an auditor", () => {
  it("who is handed the disclosure finds its digest in the public entry", () => {
    const lines = seen.find(({ path }) => path === "/log/0.ndjson")?.text.split("\n") ?? [];
    const published = lines.filter((line) => line.startsWith("{")).flatMap((line) => digestsIn(JSON.parse(line)));
    expect(disclosures).toHaveLength(names.length);
    for (const disclosure of disclosures) expect(published).toContain(disclosureDigest(disclosure));
    expect(published).toEqual(expect.arrayContaining([...digests]));
  });
});

describe("a photo", () => {
  it("carried a name and a place when it was uploaded, and is served without them", async () => {
    for (const mark of [photographer, ...gpsMarks.slice(0, 1)]) expect(photo.toString("latin1")).toContain(mark);
    for (const query of ["", "?width=480", "?width=960"]) {
      const answer = await fetch(`${product.url}/evidence/${shown}${query}`);
      const bytes = Buffer.from(await answer.arrayBuffer()).toString("latin1");
      expect([answer.status, bytes.length > 200]).toEqual([200, true]);
      for (const mark of [photographer, "Exif", ...gpsMarks]) expect(bytes.includes(mark), mark).toBe(false);
    }
    expect(seen.filter(({ path }) => path.startsWith(`/evidence/${shown}`)).map(({ status }) => status)).toContain(200);
  });

  it("is nobody's to see by what it was uploaded as, nor before it is attached", async () => {
    const { original } = await upload(product, photo);
    const plain = await upload(product, await telephonePhoto(`${photographer}-2`));
    expect(plain.original).toBe(unattached);
    const unseen = [original, unattached];
    const statuses = await Promise.all(
      unseen.map(async (one) => (await fetch(`${product.url}/evidence/${one}`)).status),
    );
    expect(statuses).toEqual([404, 404]);
  });
});

describe("every public byte", () => {
  it("was looked at: pages, feeds, tables, log, packages, console, GraphQL", () => {
    const paths = seen.filter(({ status }) => status === 200).map(({ path }) => path);
    for (const part of [
      "/entries/",
      "/log/tile/entries/",
      "/log/proof/",
      "/data/",
      "/console/",
      "/assets/",
      "/oc4ids/",
    ]) {
      expect(
        paths.some((path) => path.startsWith(part)),
        part,
      ).toBe(true);
    }
    for (const one of ["/metrics", "/readyz", "/feed.json", "/stream", "/iati/activities.xml", "/log/checkpoint"]) {
      expect(paths).toContain(one);
    }
    expect(paths.length).toBeGreaterThan(200);
    const all = seen.map(({ text }) => text).join("\n");
    expect(all).toContain(digests[0]);
    expect(all).toContain("个人（姓名依法不公开）");
    expect(all).toContain("a person (name withheld by law)");
  });

  it("was searched in a way that finds what is public, in every form", () => {
    const forms = disguises(village);
    const found = seen.filter(({ text }) => forms.some((form) => text.includes(form))).map(({ path }) => path);
    const places = [
      "/log/tile/entries/",
      "/log/0.ndjson",
      "/log/all.ndjson.gz",
      "/log/0.cloudevents.json",
      "/log/proof/",
    ];
    const views = ["/feed.json", "/feed.atom", "/entries/", "/stream", "/graphql", `/data/${slug}/changes.csv`];
    for (const place of [...places, ...views, "/log/archive.zip"]) {
      expect(
        found.some((path) => path.startsWith(place)),
        place,
      ).toBe(true);
    }
  });

  it("holds no withheld value, salt, disclosure, token, key of a command, staff note or identity", () => {
    expect(secrets.length).toBeGreaterThan(12);
    for (const secret of secrets) {
      for (const text of disguises(secret)) {
        const leaks = seen.filter((one) => one.text.includes(text) || one.headers.includes(text));
        expect(
          leaks.map(({ path }) => path),
          `${secret} as ${text}`,
        ).toEqual([]);
      }
    }
  });

  it("tells nothing of two equal values: their digests differ", () => {
    expect(new Set(digests).size).toBe(names.length);
    expect(digests.every((digest) => /^[A-Za-z0-9_-]{43}$/.test(digest))).toBe(true);
  });
});

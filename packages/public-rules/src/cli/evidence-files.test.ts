import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { attachedFiles } from "../attached-files.ts";
import { PublicRecord } from "../public-record.ts";
import { BrokenRule } from "../rule.ts";
import { entriesOf, type Said } from "../testing/public-plan.ts";
import { checkEvidence } from "./evidence-files.ts";

const shaOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const [house, road] = [Buffer.from("house"), Buffer.from("road")];
const served = new Map<string, Buffer | number>();

let server: Server;
let site = "";

beforeAll(async () => {
  server = createServer(({ url }, answer) => {
    const held = served.get(url ?? "") ?? 404;
    if (typeof held === "number") answer.writeHead(held).end();
    else answer.writeHead(200).end(held);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  served.clear();
  for (const bytes of [house, road]) served.set(`/evidence/${shaOf(bytes)}`, bytes);
});

const attach = (bytes: Buffer, on: string, project = "a"): Said => ({
  kind: "EvidenceAttached",
  on,
  fact: { project, sha256: shaOf(bytes) },
});
const withdraw = (bytes: Buffer, on: string): Said => ({
  kind: "EvidenceWithdrawn",
  on,
  fact: { project: "a", sha256: shaOf(bytes) },
});

function attachedBy(...said: readonly Said[]) {
  const record = new PublicRecord();
  for (const entry of entriesOf(said)) record.add(entry);
  return attachedFiles(record.plans());
}

const both = (): ReturnType<typeof attachedBy> => attachedBy(attach(house, "2016-05-01"), attach(road, "2016-05-02"));

it("files that are served as they were attached match", async () => {
  expect(await checkEvidence(site, both())).toEqual({ passed: true, matching: 2, absent: 0, others: [] });
});

it("a file with one other byte is named with the entry that attached it", async () => {
  served.set(`/evidence/${shaOf(road)}`, Buffer.from("roae"));
  const others = [{ sha256: shaOf(road), index: 1 }];
  expect(await checkEvidence(site, both())).toEqual({ passed: false, matching: 1, absent: 0, others });
});

it.each([404, 410])("a file that is answered with %i proves nothing, and is counted", async (status) => {
  served.set(`/evidence/${shaOf(road)}`, status);
  expect(await checkEvidence(site, both())).toMatchObject({ passed: true, matching: 1, absent: 1 });
});

it("an archive holds no such files", async () => {
  expect(await checkEvidence("/tmp/log.zip", both())).toMatchObject({ passed: true, matching: 0, absent: 2 });
});

it("what was taken down is not asked for, unless it is attached again or stands in another project", () => {
  const away = [attach(house, "2016-05-01"), withdraw(house, "2016-05-02")];
  expect(attachedBy(...away)).toEqual([]);
  expect(attachedBy(...away, attach(house, "2016-05-03"))).toHaveLength(1);
  expect(attachedBy(...away, attach(house, "2016-05-01", "b"))).toHaveLength(1);
});

it("an entry that names no digest cannot be read", () => {
  const odd: Said = { kind: "EvidenceAttached", on: "2016-05-01", fact: { project: "a", sha256: "../token" } };
  expect(() => attachedBy(odd)).toThrow(BrokenRule);
});

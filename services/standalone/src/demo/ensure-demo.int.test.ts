import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresStore } from "@mingzhang/event-store/postgres";
import { evidenceFolder, type EvidenceFiles } from "@mingzhang/evidence";
import { createLog, OperatorError } from "@mingzhang/runtime";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baiyuSlug } from "../baiyu-plan.ts";
import { refuseMixture } from "../load-plan.ts";
import { ensureDemo } from "./ensure-demo.ts";

const server = new URL(process.env.TEST_DATABASE_URL ?? "");
const name = `demo_${randomUUID().slice(0, 8)}`;
const url = new URL(`/${name}`, server).href;
const log = createLog("silent");

async function query(connectionString: string, text: string) {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(text)).rows;
  } finally {
    await client.end();
  }
}

let folder = "";
let files: EvidenceFiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingzhang demo "));
  files = evidenceFolder(folder);
  await query(server.href, `create database ${name}`);
});
afterAll(async () => {
  await query(server.href, `drop database ${name} with (force)`);
  await rm(folder, { recursive: true });
});

describe("a demonstration's database", () => {
  it("gets five years within twenty seconds, recorded by its own clock", async () => {
    const began = performance.now();
    await ensureDemo(url, files, log);
    expect(performance.now() - began).toBeLessThan(20_000);
    const [span] = await query(
      url,
      `select count(*)::int as events, extract(year from min(recorded_at))::int as first,
        extract(year from max(recorded_at))::int as last, bool_and((meta->>'simulated')::boolean) as simulated
       from event_store.events where stream = 'plan-${baiyuSlug}'`,
    );
    expect(span).toEqual({ events: 396, first: 2016, last: 2021, simulated: true });
  });

  it("is kept as it is at the next start, with no clock left behind", async () => {
    await ensureDemo(url, files, log);
    const [{ count } = {}] = await query(url, "select count(*) from event_store.events");
    expect(count).toBe("396");
    expect(await query(url, "select 1 from pg_namespace where nspname = 'demo_clock'")).toEqual([]);
  });

  it("records by the real clock what a visitor enters later", async () => {
    const store = await postgresStore({ pool: { connectionString: url } });
    const event = { id: randomUUID(), type: "Visit", data: {}, meta: { simulated: true } };
    const appended = await store.append("visit", "any", [event]);
    const age = appended.kind === "appended" ? Date.now() - Date.parse(appended.recordedAt) : Infinity;
    expect(Math.abs(age)).toBeLessThan(60_000);
    await expect(refuseMixture(store, false)).rejects.toThrow(OperatorError);
    await expect(refuseMixture(store, false)).rejects.toThrow("npm run demo");
    await store.close();
  });
});

import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { measureAppend } from "./measures/append.ts";
import { openSubject } from "./subjects/subjects.ts";

const name = `bench_${randomUUID().replaceAll("-", "")}`;
const url = new URL(process.env.TEST_DATABASE_URL ?? "");
const admin = new pg.Client({ connectionString: url.href });

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create database ${name}`);
  url.pathname = `/${name}`;
});

afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
});

test.each([
  ["raw", { writers: 4, batch: 1 }],
  ["ours", { writers: 4, batch: 1 }],
])("%s is installed and measured, and what was counted is in the table", async (subject, load) => {
  await openSubject(subject).install(url.href);
  const place = { url: url.href, seconds: 0.4, scale: "quick" as const, filled: 0 };
  const single = await measureAppend(subject, place, load);
  const hundreds = await measureAppend(subject, place, { writers: 1, batch: 100 });
  expect(single.value).toBeGreaterThan(10);
  expect(hundreds.value).toBeGreaterThan(100);
  expect(single.details["p99 ms"]).toBeGreaterThanOrEqual(single.details["p50 ms"] ?? Infinity);

  const reader = new pg.Client({ connectionString: url.href });
  await reader.connect();
  const schema = subject === "ours" ? "event_store" : "raw";
  const { rows } = await reader.query(
    `select count(*)::int as events, max(revision) as longest, avg(length(data::text) + length(meta::text)) as size
     from ${schema}.events`,
  );
  await reader.end();
  expect(rows[0].events).toBeGreaterThan((single.value + hundreds.value) * 0.3);
  expect(rows[0].longest).toBeGreaterThanOrEqual(99);
});

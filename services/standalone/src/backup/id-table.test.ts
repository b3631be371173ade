import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { IdTable } from "./id-table.ts";

it("finds every number under its id, and nothing under another", () => {
  const table = new IdTable();
  const ids = Array.from({ length: 5_000 }, () => randomUUID() as string);
  for (const [number, id] of ids.entries()) table.add(id, number);
  for (const [number, id] of ids.entries()) expect(table.get(id)).toBe(number);
  expect(table.get(randomUUID())).toBeUndefined();
});

it("tells ids apart that fall into one slot", () => {
  const table = new IdTable();
  table.add("00000000-0000-4000-8000-000000000001", 1);
  table.add("00000000-0000-4000-8000-000000000002", 2);
  expect(table.get("00000000-0000-4000-8000-000000000002")).toBe(2);
  expect(table.get("00000000-0000-4000-8000-000000000003")).toBeUndefined();
});

it("refuses an id that is there already", () => {
  const table = new IdTable();
  const id = randomUUID();
  table.add(id, 0);
  expect(() => table.add(id, 1)).toThrow(`the id ${id} occurs twice`);
});

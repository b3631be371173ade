import { expect, it } from "vitest";
import { eventId } from "./event-id.ts";

it("gives the same UUID for the same command, for ever", () => {
  expect(eventId("plan-a", "key-1", 0)).toBe("626306b1-09eb-5f71-b980-2d1e282c3f8a");
});

it("gives well-formed UUIDs of version 5", () => {
  expect(eventId("p", "k", 7)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("tells plans, keys and indexes apart, also where their texts run together", () => {
  const ids = [
    eventId("a", "b", 0),
    eventId("a", "b", 1),
    eventId("ab", "", 0),
    eventId("a", "b0", 0),
    eventId("a", "b", 10),
    eventId("a", "b1", 0),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

import type { PlanEvent } from "@mingzhang/domain";
import { describe, expect, it } from "vitest";
import { nameBook } from "./name-book.ts";

const place = { plan: "p", revision: 0, actor: "", command: "", digest: "", version: 1, simulated: false };

function milestone(position: bigint, recordedAt: string, zh: string): PlanEvent {
  return {
    ...place,
    id: `${position}`,
    type: "MilestonePlanned",
    occurredOn: "2016-01-01",
    position,
    recordedAt,
    replaces: position > 1n ? { event: "1", reason: "错字" } : null,
    data: { project: "housing", milestone: "first", name: { zh, en: null }, dueOn: "2017-01-01" },
  };
}

const [early, late] = ["2016-01-04T00:00:00.000000Z", "2017-01-04T00:00:00.000000Z"];
const book = nameBook([milestone(2n, late, "新名"), milestone(1n, early, "旧名")]);

describe("a name", () => {
  it("is the one that was known when the event was recorded", () => {
    expect(book.at(early).milestone("housing", "first").zh).toBe("旧名");
    expect(book.at("2016-12-31T00:00:00.000000Z").milestone("housing", "first").zh).toBe("旧名");
    expect(book.at(late).milestone("housing", "first").zh).toBe("新名");
  });

  it("is the code itself where none is known", () => {
    expect(book.at("2015-01-01T00:00:00.000000Z").milestone("housing", "first").zh).toBe("first");
    expect(book.at(late).quantity("housing", "houses")).toEqual({
      name: { zh: "houses", en: "houses" },
      unit: { zh: "", en: "" },
    });
    expect(book.planName).toBeNull();
  });
});

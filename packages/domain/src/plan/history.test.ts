import { describe, expect, it } from "vitest";
import { appropriate, Scenario } from "../testing/scenario.ts";

describe("a history", () => {
  it("grows by tens of thousands of records without a chain of functions behind each name", () => {
    const scenario = Scenario.adopted();
    const first = scenario.history.live.at(-1)?.resolve;
    for (let day = 10; day < 30; day++) scenario.accept(appropriate(`2016-03-${day}`, 2016, 1));
    expect(scenario.history.live.at(-1)?.resolve).toBe(first);
    const ids = scenario.history.events.map(({ id }) => id);
    expect(ids.map((id) => first?.(id))).toEqual(ids);
  });
});

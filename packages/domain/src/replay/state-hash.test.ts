import { expect, it } from "vitest";
import type { FactCommand } from "../plan/commands.ts";
import { appropriate, correcting, pay, release, Scenario } from "../testing/scenario.ts";
import { stateHash } from "./state-hash.ts";

/** A plan of the time before there was evidence, with something of everything in its view. */
function earlierPlan(): Scenario {
  const scenario = Scenario.adopted();
  const wrong = scenario.accept(appropriate("2016-03-01", 2016, 150));
  scenario.accept(correcting(appropriate("2016-03-02", 2016, 160), wrong), "2016-03-05");
  scenario.accept(release("2016-04-01", "crafts", 50));
  scenario.accept(pay("2016-05-01", "crafts", 20));
  const works: readonly FactCommand[] = [
    { name: "StartProject", occurredOn: "2016-06-01", data: { project: "crafts", document: null, note: null } },
    {
      name: "PlanMilestone",
      occurredOn: "2016-06-02",
      data: { project: "crafts", milestone: "roof", name: { zh: "封顶", en: "Roof" }, dueOn: "2016-08-01" },
    },
    {
      name: "ReportProgress",
      occurredOn: "2016-07-01",
      data: { project: "crafts", quantity: "houses", done: "20", note: null },
    },
  ];
  for (const command of works) scenario.accept(command);
  return scenario;
}

it("the state hash of what was published is what it was then, whatever the product has learnt since", () => {
  const hashes = ["2016-01-01", "2016-05-01", "2016-12-31"].map((day) => stateHash(earlierPlan().at(day)!.view));
  expect(hashes).toEqual([
    "4a4d1dc4fd0b7b3b232a708b6dc563220c43018a0e46a40d32165cc981f48907",
    "1a39a73e6a4fde4841d82446822700fe22e23b8d81a74b9ba3fb9ae4e5b3ff42",
    "6cbbac5b4d43c366c707df6b452bbfde9485850a545922771987c9b8176904fa",
  ]);
});

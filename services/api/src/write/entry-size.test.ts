import { readFileSync } from "node:fs";
import {
  decide,
  emptyHistory,
  explain,
  type Fact,
  type JsonRecord,
  namesOf,
  readPlanDocument,
} from "@mingzhang/domain";
import { describe, expect, it } from "vitest";
import { entryBytesAtMost, withinEntries } from "./entry-size.ts";

const planFile = new URL("../../../standalone/plans/wuhou-baiyu-2016-2020.json", import.meta.url);

function adoption() {
  const { occurredOn, plan } = JSON.parse(readFileSync(planFile, "utf8")) as { occurredOn: string; plan: JsonRecord };
  const read = readPlanDocument(plan);
  if (!read.ok) throw new Error("the plan of the repository cannot be read");
  const command = { name: "AdoptPlan", occurredOn, plan: read.plan } as const;
  const context = {
    plan: read.plan.adopted.slug,
    today: "2016-01-04",
    simulated: false,
    newId: (at: number) => `${at}`,
  };
  const decision = decide(emptyHistory, command, context);
  if (!decision.ok) throw new Error("the plan of the repository is refused");
  return decision;
}

/** The project with so many quantities, each with as long a name as is taken. */
function withQuantities(fact: Fact, count: number): Fact {
  if (fact.type !== "ProjectAdded") throw new Error("not a project");
  const name = { zh: "新建住房及其配套设施".repeat(10), en: "houses" };
  const quantities = Array.from({ length: count }, (_, at) => ({ code: `q-${at}`, name, unit: name, planned: "1" }));
  return { ...fact, data: { ...fact.data, quantities } } as Fact;
}

describe("a fact that would be larger than an entry of the public log", () => {
  const accepted = adoption();
  const { facts } = accepted;
  const project = facts.find(({ type }) => type === "ProjectAdded")!;

  it("is refused before it is recorded, and says how large it is and what makes it so", () => {
    const large = withQuantities(project, 200);
    const decision = withinEntries({ ...accepted, facts: [...facts, large] });
    expect(decision.ok ? [] : decision.refusals).toMatchObject([
      { code: "entry-too-large", field: "quantities", values: { bytes: entryBytesAtMost(large), atMost: 65_535 } },
    ]);
    for (const lang of ["zh", "en"] as const) {
      const said = decision.ok ? [] : decision.refusals.map((one) => explain(one, namesOf(null), lang));
      expect(said).toEqual([expect.stringMatching(/quantities.*65535|65535.*quantities/)]);
    }
  });

  it("is none of those of a real plan", () => {
    expect(withinEntries(accepted)).toBe(accepted);
    expect(withinEntries({ ...accepted, facts: [withQuantities(project, 20)] }).ok).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture } from "./testing/api-fixture.ts";
import { baiyuSlug } from "./testing/baiyu-workbook.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await apiFixture();
  await api.adoptBaiyu();
});
afterAll(() => api.dispose());

describe("plan", () => {
  it("gives the figures of the plan's table", async () => {
    const r = await api.ask(
      `query ($slug: String!) { plan(slug: $slug) { slug name donor recipient firstYear lastYear position stateHash permalink
      total { fen wan currency }
      years { year allocated { wan } byRule { wan } variance { wan } appropriated { fen } }
      sectors { code name(lang: en) sharePercent allocated { wan } }
      projects { code name sector status allocated { wan } allocations { year amount { wan } } milestones { code } } } }`,
      { slug: baiyuSlug },
    );
    console.log(JSON.stringify(r, null, 1));
    expect(r.errors).toEqual([]);
  });
});

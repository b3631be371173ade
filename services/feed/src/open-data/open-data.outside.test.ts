import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { baiyuPlan, type FeedFixture, feedFixture, slug } from "../testing/feed-fixture.ts";
import { strangeCodes } from "./testing/iati-code-lists.ts";
import { checkRuleset } from "./testing/iati-ruleset.ts";
import { recordWorks } from "./testing/record-works.ts";
import { iatiSchemaErrors, oc4idsFurtherErrors, oc4idsSchemaErrors } from "./testing/validators.ts";

let fixture: FeedFixture;

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
  await recordWorks(fixture);
  const simulated = { plan: "simulated-plan", simulated: true };
  await fixture.record({ name: "AdoptPlan", ...baiyuPlan("simulated-plan") }, simulated);
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

/** Before the first transfer; with a wrong amount; after its correction; with everything; one plan; a simulated one. */
const states = [
  "?asOf=2016-01-20&knownAt=2016-01-20T00:00:00Z",
  "?asOf=2016-12-31&knownAt=2017-01-10T00:00:00Z",
  "?asOf=2016-12-31&knownAt=2017-01-13T00:00:00Z",
  "?asOf=2017-03-01",
  "",
  `?plan=${slug}`,
  "?plan=simulated-plan",
] as const;

describe("the IATI file", () => {
  it.each(states)("keeps to the published schema: %s", async (state) => {
    expect(await iatiSchemaErrors(await fixture.text(`/iati/activities.xml${state}`))).toEqual([]);
  });

  it.each(states)("breaks no rule of the standard ruleset: %s", async (state) => {
    const answer = await fixture.get(`/iati/activities.xml${state}`);
    const today = (answer.headers.get("Mingzhang-Known-At") ?? "").slice(0, 10);
    const { findings } = checkRuleset(await answer.text(), today);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    // No registered identifier is in the record: that ours is not on the list of agencies is the truth.
    expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(["1.14.8"]));
  });

  it.each(states)("uses codes of the published lists only: %s", async (state) => {
    expect(strangeCodes(await fixture.text(`/iati/activities.xml${state}`))).toEqual([]);
  });

  it("meets the rules that it can break, so that keeping them says something", async () => {
    const { met } = checkRuleset(await fixture.text("/iati/activities.xml"), "2026-01-01");
    const money = ["7.5.3", "7.8.1", "8.6.3", "11.2.1", "11.2.2", "6.9.1", "6.9.2"];
    const rest = ["1.1.3", "6.11.1", "6.2.2", "6.6.2", "2.2.1", "3.6.2", "4.1.1", "4.3.1", "4.4.1", "8.9.1", "8.10.1"];
    expect([...met]).toEqual(expect.arrayContaining([...money, ...rest]));
  });
});

describe("the checks on an IATI file", () => {
  /** Each spoils the file in one way that its check must find. */
  const spoiled: readonly (readonly [id: string, from: RegExp, to: string])[] = [
    ["7.5.3", /<period-end iso-date="2016-12-31"\/>/, '<period-end iso-date="2018-12-31"/>'],
    ["6.11.1", /<activity-date type="[12]" [^>]*>/g, ""],
    ["11.2.1", /<transaction-date iso-date="[^"]*"/, '<transaction-date iso-date="2099-01-01"'],
    ["4.3.1", /<title>[\s\S]*?<\/title>/, "<title><narrative></narrative></title>"],
    ["1.1.3", /<iati-identifier>[^<]*/, "<iati-identifier>mingzhang.example.org"],
    ["6.9.1", /<provider-org[^>]*>[\s\S]*?<\/provider-org>/, "<provider-org/>"],
    ["2.2.1", /(<sector vocabulary="99"[^>]*>)[\s\S]*?<\/sector>/, "$1</sector>"],
    ["6.6.2", /(<\/receiver-org>)/, '$1<sector code="43040"/>'],
  ];

  it.each(spoiled)("find a broken rule %s", async (id, from, to) => {
    const text = await fixture.text(`/iati/activities.xml?plan=${slug}`);
    const { findings } = checkRuleset(text.replace(from, to), "2026-01-01");
    expect(findings.map((finding) => finding.id)).toContain(id);
  });

  it("find an element out of order, and a code that is on no list", async () => {
    const text = await fixture.text(`/iati/activities.xml?plan=${slug}`);
    const swapped = text.replace(/(<transaction-type [^>]*>)(\s*<transaction-date [^>]*>)/, "$2$1");
    expect(await iatiSchemaErrors(swapped)).not.toEqual([]);
    expect(await iatiSchemaErrors(text.replace(/>\d+\.00<\/value>/, ">1e6</value>"))).not.toEqual([]);
    expect(strangeCodes(text.replace('code="43040"', 'code="99999"'))).toHaveLength(1);
  });
});

describe("the OC4IDS package", () => {
  it.each(states)("keeps to the published schema, its ids, parties and currencies: %s", async (state) => {
    const document = JSON.parse(await fixture.text(`/oc4ids/projects.json${state}`));
    expect(oc4idsSchemaErrors(document)).toEqual([]);
    expect(oc4idsFurtherErrors(document)).toEqual([]);
  });

  it("is told apart from one that does not", async () => {
    const text = await fixture.text("/oc4ids/projects.json");
    const spoil = (from: RegExp, to: string) => JSON.parse(text.replace(from, to));
    expect(oc4idsSchemaErrors(spoil(/"status": "\w+"/, '"status": "busy"'))).not.toEqual([]);
    expect(oc4idsSchemaErrors(spoil(/"version": "0.9"/, '"version": "0.9.5"'))).not.toEqual([]);
    expect(oc4idsSchemaErrors(spoil(/"startDate": "(\d{4}-\d{2}-\d{2})[^"]*"/, '"startDate": "$1"'))).not.toEqual([]);
    expect(oc4idsFurtherErrors(spoil(/"payer": \{\s*"id": "[^"]*"/, '"payer": {"id": "nobody"'))).not.toEqual([]);
    expect(oc4idsFurtherErrors(spoil(/"currency": "CNY"/, '"currency": "RMB"'))).not.toEqual([]);
  });
});

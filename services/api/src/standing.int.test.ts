import { randomUUID } from "node:crypto";
import { streamOf } from "@mingzhang/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planNotices } from "./read/plan-notices.ts";
import { readsOf } from "./read/reads.ts";
import { type ApiFixture, apiFixture, workbookContent, writeToken } from "./testing/api-fixture.ts";
import { appropriation, recordingOn, type Result, resultFields } from "./testing/record.ts";

/** These two are folded by one shard, and the third by another. */
const [stuck, neighbour, other] = ["stands", "mate-53", "goes-on"] as const;
const poisonId = randomUUID();
let api: ApiFixture;
let poisonPosition: string;
/** When the last event before the one that cannot be read was recorded. */
let before: string;
let later: string;

beforeAll(async () => {
  api = await apiFixture();
  for (const slug of [stuck, neighbour, other]) await api.adopt(slug);
  await recordingOn(api, stuck)("recordAppropriation", appropriation("5"));
  before = (await api.store.readLast(streamOf(stuck)))?.recordedAt ?? "";
  const unread = { id: poisonId, type: "Unheard", data: {}, meta: { occurredOn: "2016-02-01" } };
  await api.store.append(streamOf(stuck), "any", [unread]);
  poisonPosition = String((await api.store.head()).position);
  await recordingOn(api, other)("recordAppropriation", appropriation("7"));
  later = (await api.store.readLast(streamOf(other)))?.recordedAt ?? "";
});
afterAll(() => api.dispose());

const previewRefusal = `__typename
  ... on Refusal { code message english: message(lang: en) details { code field value event { id } } }`;
const view = "slug standsStill pair { asOf knownAt }";

describe("a plan that stands still", () => {
  it("is answered with its last exact state where now was asked for, and the answer says so", async () => {
    const { data, errors } = await api.ask<{ plan: object; transfers: object; events: object; because: object }>(
      `query ($slug: String!, $id: ID!) {
        plan(slug: $slug) { ${view} }
        transfers(slug: $slug) { totalCount pair { knownAt } }
        events(slug: $slug, first: 1) { pair { knownAt } edges { node { type summary logIndex } } }
        because(slug: $slug, figure: "appropriated") { value events { logIndex } }
        workbook(slug: $slug) { filename }
        event(id: $id) { id }
      }`,
      { slug: stuck, id: (await api.store.readLast(streamOf(other)))?.id },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      plan: { slug: stuck, standsStill: true, pair: { knownAt: before } },
      transfers: { totalCount: 1, pair: { knownAt: before } },
      events: { pair: { knownAt: before }, edges: [{ node: { type: "FundsAppropriated" } }] },
      because: { value: "5" },
    });
  });

  it.each([
    ["zh", "尚不能展示", "最后一个准确的状态"],
    ["en", "cannot be shown yet", "the last exact state"],
  ])(
    "is refused beyond that where a later knownAt was given, with what can be asked, in %s",
    async (lang, why, help) => {
      const ask = (knownAt: string) =>
        api.ask(
          `query ($at: DateTime) { plan(slug: "${stuck}", knownAt: $at) { ${view} } }`,
          { at: knownAt },
          { lang },
        );
      const { errors } = await ask(later);
      expect(errors).toMatchObject([
        {
          message: expect.stringContaining(why),
          extensions: {
            code: "PLAN_STANDS_STILL",
            plan: stuck,
            knownAt: before,
            remedy: expect.stringContaining(help),
          },
        },
      ]);
      const exact = await ask(String(errors[0]?.extensions["knownAt"]));
      expect(exact).toMatchObject({ errors: [], data: { plan: { standsStill: false, pair: { knownAt: before } } } });
    },
  );

  it("takes no other plan from the list, and not that of its own shard either", async () => {
    const { data, errors } = await api.ask<{ plans: object[] }>(`{ plans { ${view} } }`);
    expect(errors).toEqual([]);
    expect(data?.plans).toMatchObject([
      { slug: other, standsStill: false, pair: { knownAt: later } },
      { slug: neighbour, standsStill: false },
      { slug: stuck, standsStill: true, pair: { knownAt: before } },
    ]);
  });

  it("does not keep the events of another plan from whoever follows that one", async () => {
    const leaving = new AbortController();
    const context = { reads: readsOf(api.readModels, "zh"), gone: leaving.signal, lang: "zh" } as const;
    const notices = await planNotices({ slug: other, after: 0n }, context);
    const seen: string[] = [];
    while (seen.at(-1) !== "FundsAppropriated") {
      const { value, done } = await notices.next();
      if (done) break;
      expect(value.event.plan).toBe(other);
      seen.push(value.event.type);
    }
    leaving.abort();
    expect(seen[0]).toBe("PlanAdopted");
  });

  it("does not make a recording for a plan of its shard look like a failure", async () => {
    const { events } = await recordingOn(api, neighbour)("recordAppropriation", appropriation("9"));
    const text = `query ($id: ID!) { event(id: $id) { summary logIndex } }`;
    const { errors } = await api.ask(text, { id: events[0]?.id });
    expect(errors).toEqual([]);
  });

  it("takes no record and no preview, and says which record nobody here can read and what helps", async () => {
    const count = (await api.store.readStream(streamOf(stuck))).length;
    const refusal = {
      __typename: "Refusal",
      code: "unreadable-record",
      details: [{ code: "unreadable-record", field: "slug", value: stuck, event: null }],
    };
    const recorded = await recordingOn(api, stuck)("recordAppropriation", appropriation("9"));
    const { preview } = await api.staff<{ preview: Result }>(
      `query ($slug: String!, $command: CommandInput!) {
        preview(slug: $slug, command: $command) { ${previewRefusal} }
      }`,
      { slug: stuck, command: { recordAppropriation: appropriation("9") } },
    );
    for (const answer of [recorded, preview]) {
      expect(answer).toMatchObject(refusal);
      for (const word of [stuck, `位置${poisonPosition}`, "Unheard", "请更新软件"])
        expect(answer.message).toContain(word);
      for (const word of [stuck, `position ${poisonPosition}`, "Unheard", "Update the software"]) {
        expect(answer.english).toContain(word);
      }
    }
    expect(await api.store.readStream(streamOf(stuck))).toHaveLength(count);
    expect(api.logged).toEqual([]);
  });

  it("is not said to be what a workbook says, and the faults of an input are named all the same", async () => {
    const content = await workbookContent({ slug: stuck });
    const text = `mutation ($content: String!) {
      result: importWorkbook(contentBase64: $content, adoptedOn: "2016-01-01", control: { idempotencyKey: "again" }) {
        ${resultFields}
      }
    }`;
    const { result } = await api.staff<{ result: Result }>(text, { content });
    expect(result).toMatchObject({ code: "unreadable-record", details: [{ value: stuck }] });
    const looked = `query ($content: String!) { previewWorkbook(contentBase64: $content) { ${previewRefusal} } }`;
    const { previewWorkbook } = await api.staff<{ previewWorkbook: Result }>(looked, { content });
    expect(previewWorkbook.code).toBe("unreadable-record");
    const faulty = await recordingOn(api, stuck)("recordAppropriation", appropriation("-9"));
    expect(faulty.details).toMatchObject([{ code: "invalid-input", field: "input.amountFen" }]);
  });

  it("is named to everybody, and the reason to staff alone", async () => {
    const text = `{ projection { position headPosition lag lagSeconds state
      shards { shard position holder failed { eventId plan position type since reason } } } }`;
    interface Said {
      readonly projection: { readonly state: string; readonly shards: readonly { readonly failed: object | null }[] };
    }
    const [outside, staff] = [await api.ask<Said>(text), await api.ask<Said>(text, {}, { token: writeToken })];
    expect([outside.errors, staff.errors]).toEqual([[], []]);
    expect(outside.data?.projection).toMatchObject({ state: "shardStanding", lag: "0", lagSeconds: 0 });
    expect(outside.data?.projection.shards).toHaveLength(16);
    const failed = (said: Said | null) => said?.projection.shards.filter((shard) => shard.failed !== null);
    const event = { eventId: poisonId, plan: stuck, type: "Unheard" };
    expect(failed(outside.data)).toMatchObject([{ holder: null, failed: { ...event, reason: null } }]);
    expect(failed(staff.data)).toMatchObject([
      { holder: expect.any(Number), failed: { ...event, reason: expect.stringContaining("Unheard") } },
    ]);
  });
});

it("a plan of which nobody knows yet whether it exists leaves the others in the list", async () => {
  const unread = { id: randomUUID(), type: "PlanAdopted", data: {}, meta: { occurredOn: "2016-02-01" } };
  await api.store.append(streamOf("unreadable"), "any", [unread]);
  await recordingOn(api, other)("recordAppropriation", appropriation("1"));
  const { data, errors } = await api.ask<{ plans: { slug: string }[] }>("{ plans { slug } }");
  expect(errors).toEqual([]);
  expect(data?.plans.map(({ slug }) => slug)).toEqual([other, neighbour, stuck]);
  const after = (await api.store.readLast(streamOf(other)))?.recordedAt;
  const refused = await api.ask(`query ($at: DateTime) { plans(knownAt: $at) { slug } }`, { at: after });
  expect(refused.errors).toMatchObject([{ extensions: { code: "PLAN_STANDS_STILL", plan: "unreadable" } }]);
  expect((await api.ask(`{ plan(slug: "unreadable") { slug } }`)).errors).toMatchObject([
    { extensions: { code: "PLAN_STANDS_STILL" } },
  ]);
});

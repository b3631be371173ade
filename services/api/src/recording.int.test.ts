import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture, asker, writeToken } from "./testing/api-fixture.ts";
import {
  appropriation,
  householdPayment,
  mutationText,
  type MutationName,
  payment,
  type Recording,
  recordingOn,
  release,
  type Result,
} from "./testing/record.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await apiFixture();
});
afterAll(() => api.dispose());

async function given(slug: string): Promise<Recording> {
  await api.adopt(slug);
  return recordingOn(api, slug);
}

async function typesOf(slug: string): Promise<readonly string[]> {
  const known = (await api.store.readStream(`plan-${slug}`)).map(({ type }) => type);
  return known.slice(known.lastIndexOf("AllocationSet") + 1);
}

async function recorded(answer: Promise<Result>): Promise<Result> {
  const result = await answer;
  if (result.__typename !== "Recorded") throw new Error(result.message);
  return result;
}

describe("every mutation", () => {
  const day = "2016-02-01";
  const papers = { occurredOn: day, reason: "因故", authority: "县政府", document: "白府〔2016〕5号" };
  const milestone = { occurredOn: day, project: "crafts", milestone: "design" };
  const cell = (project: string, year: number, amountFen: string) => ({ project, year, amountFen });
  const steps = [
    "benefitAssessment",
    "investmentAssessment",
    "riskAssessment",
    "feasibilityReport",
    "congressReview",
    "consultativeReview",
    "residentsReview",
  ];

  it("records the fact that it names, with everything that its input says", async () => {
    const slug = "every";
    const record = await given(slug);
    const ids: Record<string, string> = {};
    const say = async (name: MutationName, input: object): Promise<void> => {
      const result = await recorded(record(name, input));
      expect(result).toMatchObject({ repeated: false, visible: true, note: null });
      ids[name] = result.events[0]?.id ?? "";
    };
    await say("recordAppropriation", { ...appropriation("270000000000"), note: "内部说明" });
    await say("recordRelease", release("crafts", "2000000"));
    await say("recordPayment", payment("crafts", "1500000"));
    await say("recordHouseholdPayment", householdPayment("仁青卓玛"));
    await say("recordRefund", {
      occurredOn: "2016-05-01",
      payment: ids.recordPayment,
      amountFen: "300000",
      voucher: "退-1",
      reason: "多付",
    });
    await say("reverseTransfer", {
      occurredOn: "2016-06-01",
      transfer: ids.recordPayment,
      voucher: "冲-1",
      reason: "付错",
    });
    await say("confirmFundingBase", { occurredOn: day, year: 2015, amountFen: "550000000000", document: "决算" });
    const { reason, ...ordered } = papers;
    const moved = { from: [cell("housing", 2017, "1000000")], to: [cell("crafts", 2017, "1000000")] };
    await say("decideReallocation", { ...ordered, reason, ...moved });
    await say("amendPlan", { ...ordered, reason, changes: [cell("crafts", 2018, "5000000")] });
    for (const step of steps)
      await say("recordPreparation", { occurredOn: day, project: "crafts", step, document: "文" });
    await say("startProject", { occurredOn: day, project: "crafts", note: "开工" });
    await say("planMilestone", { ...milestone, nameZh: "设计完成", nameEn: "Design done", dueOn: "2016-06-01" });
    await say("rescheduleMilestone", { ...milestone, dueOn: "2016-07-01", reason: "因雨" });
    await say("missMilestone", { ...milestone, reason: "仍未完成" });
    await say("reachMilestone", { ...milestone, document: "设计文件" });
    await say("acceptProject", { occurredOn: "2016-07-01", project: "crafts", document: "验收单" });
    await say("voidEvent", { event: ids.missMilestone, reason: "并未错过" });
    const erased = { event: ids.recordHouseholdPayment, name: "payeeName", basis: "本人申请" };
    await say("eraseDisclosure", { occurredOn: "2017-01-05", ...erased });
    await say("closePlan", { occurredOn: "2020-12-31", reason: "期满", document: "通知" });
    expect(await typesOf(slug)).toEqual([
      "FundsAppropriated",
      "FundsReleased",
      "PaymentMade",
      "HouseholdPaid",
      "RefundReceived",
      "TransferReversed",
      "FundingBaseConfirmed",
      "ReallocationDecided",
      "PlanAmended",
      ...steps.map(() => "PreparationRecorded"),
      "ProjectStarted",
      "MilestonePlanned",
      "MilestoneRescheduled",
      "MilestoneMissed",
      "MilestoneReached",
      "ProjectAccepted",
      "RecordVoided",
      "DisclosureErased",
      "PlanClosed",
    ]);
    const [first] = (await api.store.readStream(`plan-${slug}`)).filter(({ type }) => type === "FundsAppropriated");
    expect(first).toMatchObject({
      data: { year: 2016, amountFen: "270000000000", voucher: "记-001", note: "内部说明" },
      meta: { actor: "bearer-token", occurredOn: "2016-02-01", simulated: false },
    });
  });

  it("reports progress of a planned quantity only", async () => {
    const record = await given("progress");
    const input = { occurredOn: day, project: "crafts", quantity: "houses", done: "12.5" };
    expect(await record("reportProgress", input)).toMatchObject({
      code: "unknown-quantity",
      details: [{ field: "input.quantity", value: "houses" }],
    });
  });
});

describe("an author", () => {
  it("reads the own write in the very next query", async () => {
    const record = await given("own-write");
    for (let count = 1; count <= 20; count++) {
      const { position } = await recorded(record("recordAppropriation", appropriation("1000000")));
      const query = `{
        plan(slug: "own-write") { position appropriated { wan } }
        transfers(slug: "own-write") { totalCount }
      }`;
      expect(await api.staff(query)).toEqual({
        plan: { position, appropriated: { wan: `${count}` } },
        transfers: { totalCount: count },
      });
    }
  });

  it("reads the own writes of one request that holds several", async () => {
    await given("several");
    const one = (name: string): string => `${name}: recordAppropriation(
      slug: "several", control: { idempotencyKey: "${name}" },
      input: { occurredOn: "2016-02-01", year: 2016, amountFen: "1", voucher: "v" }
    ) { ... on Recorded { events { logIndex summary } } }`;
    const answer = await api.staff<Record<string, { events: readonly { logIndex: string }[] }>>(
      `mutation { ${one("a")} ${one("b")} ${one("c")} }`,
    );
    const [first, ...others] = ["a", "b", "c"].map((name) => Number(answer[name]?.events[0]?.logIndex));
    expect(others).toEqual([(first ?? 0) + 1, (first ?? 0) + 2]);
  });

  it("is told that it is recorded also where the tables lag", async () => {
    const record = await given("lagging");
    const letGo = api.holdProjector();
    const variables = { slug: "lagging", input: appropriation("1000000"), control: { idempotencyKey: "lag" } };
    try {
      const plain = mutationText("recordAppropriation").replace("logIndex", "");
      const started = performance.now();
      const first = await api.ask<{ result: Result }>(plain, variables, { token: writeToken });
      expect(performance.now() - started).toBeLessThan(4000);
      expect(first.data?.result).toMatchObject({ __typename: "Recorded", visible: false, repeated: false });
      const second = await api.ask(mutationText("recordAppropriation"), variables, { token: writeToken, lang: "en" });
      expect(second.errors).toMatchObject([{ extensions: { code: "NOT_YET_VISIBLE" } }]);
      expect(second.errors[0]?.message).toMatch(/^It is recorded, but/);
    } finally {
      letGo();
    }
    const third = await record("recordAppropriation", appropriation("1000000"), { idempotencyKey: "lag" });
    expect(third).toMatchObject({ __typename: "Recorded", visible: true, repeated: true });
    expect(await typesOf("lagging")).toEqual(["FundsAppropriated"]);
  });
});

describe("one command", () => {
  it("tried by twenty at once, through two servers, is recorded once and answered alike", async () => {
    await api.adopt("race");
    const doors = [asker(api.app), asker(api.another())];
    const variables = { slug: "race", input: appropriation("1000000"), control: { idempotencyKey: randomUUID() } };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        doors[at % 2]?.<{ result: Result }>(mutationText("recordAppropriation"), variables, { token: writeToken }),
      ),
    );
    const results = answers.map((answer) => answer?.data?.result);
    expect(results.filter((result) => result?.repeated === false)).toHaveLength(1);
    expect(new Set(results.map((result) => result?.events[0]?.id)).size).toBe(1);
    expect(new Set(results.map((result) => `${result?.position} ${result?.recordedAt}`)).size).toBe(1);
    expect(await typesOf("race")).toEqual(["FundsAppropriated"]);
  });

  it("retried after it could no longer be decided answers what it did", async () => {
    const record = await given("retry");
    await recorded(record("recordAppropriation", appropriation("100")));
    const control = { idempotencyKey: "release-once" };
    const first = await recorded(record("recordRelease", release("crafts", "100"), control));
    expect(await record("recordRelease", release("crafts", "100"))).toMatchObject({ code: "overdrawn" });
    expect(await record("recordRelease", release("crafts", "100"), control)).toEqual({ ...first, repeated: true });
  });
});

describe("many commands", () => {
  it("at once, through two servers, never overdraw an account and never lose one that was acknowledged", async () => {
    const slug = "many";
    const record = await given(slug);
    await recorded(record("recordAppropriation", appropriation("50")));
    const doors = [asker(api.app), asker(api.another())];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        doors[at % 2]?.<{ result: Result }>(
          mutationText("recordRelease"),
          { slug, input: release("crafts", "1"), control: { idempotencyKey: `many-${at}` } },
          { token: writeToken },
        ),
      ),
    );
    const results = answers.map((answer) => answer?.data?.result);
    const done = results.filter((result) => result?.__typename === "Recorded");
    const codes = results.flatMap((result) => (result?.__typename === "Refusal" ? [result.code] : []));
    expect(results.every((result) => result !== undefined)).toBe(true);
    expect(new Set(codes)).toEqual(new Set(["overdrawn"]));
    expect(done).toHaveLength(50);
    const stored = await typesOf(slug);
    expect(stored.filter((type) => type === "FundsReleased")).toHaveLength(50);
    const { plan } = await api.staff<{ plan: object }>(
      `{ plan(slug: "${slug}") { released { fen } accounts { account balance { fen } } } }`,
    );
    expect(plan).toMatchObject({ released: { fen: "50" } });
  });

  it("on different plans do not wait for each other", async () => {
    await Promise.all(["side-a", "side-b"].map((slug) => api.adopt(slug)));
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        recordingOn(api, at % 2 ? "side-a" : "side-b")("recordAppropriation", appropriation("1")),
      ),
    );
    expect(results.map(({ __typename }) => __typename)).toEqual(results.map(() => "Recorded"));
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture, writeToken } from "./testing/api-fixture.ts";
import { baiyuSlug } from "./testing/baiyu-workbook.ts";
import { appropriation, mutationText, payment, recordingOn, release, type Result } from "./testing/record.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await apiFixture();
});
afterAll(() => api.dispose());

/** A plan of its own for each group, so that no case leans on another. */
async function given(slug: string) {
  await api.adopt(slug);
  return recordingOn(api, slug);
}

const eventsOf = async (slug: string): Promise<number> => (await api.store.readStream(`plan-${slug}`)).length;

/** A refusal, and nothing recorded by it. */
async function refused(slug: string, run: () => Promise<Result>): Promise<Result> {
  const before = await eventsOf(slug);
  const result = await run();
  expect(result.__typename).toBe("Refusal");
  expect(await eventsOf(slug)).toBe(before);
  return result;
}

describe("money", () => {
  const slug = "money";

  it("that the account does not hold is refused with the shortfall", async () => {
    const record = await given(slug);
    await record("recordAppropriation", appropriation("1000000"));
    const result = await refused(slug, () => record("recordRelease", release("crafts", "1500000")));
    expect(result).toMatchObject({
      code: "overdrawn",
      message: "专户在2016-03-01余额不足，还差0.5万元。",
      english: "Earmarked account would be short of CNY 5,000 on 2016-03-01.",
      details: [{ code: "overdrawn", field: "input.amountFen", value: "1500000", event: null }],
    });
  });

  it("above a project's allocation is refused with the excess", async () => {
    const record = recordingOn(api, slug);
    await record("recordAppropriation", appropriation("30000000000"));
    const result = await refused(slug, () => record("recordRelease", release("crafts", "300000001")));
    expect(result).toMatchObject({
      code: "exceeds-allocation",
      message: "“河坡民族特色手工业”到2016年的累计安排为300万元，下达将超出0.000001万元。",
      details: [{ field: "input.amountFen", value: "300000001" }],
    });
  });

  it("for a project that is not in the plan is refused", async () => {
    const record = recordingOn(api, slug);
    const result = await refused(slug, () => record("recordRelease", release("airport", "1")));
    expect(result).toMatchObject({
      code: "unknown-project",
      message: "规划中没有项目“airport”。资金只能用于规划内的项目。",
      details: [{ field: "input.project", value: "airport" }],
    });
  });

  it("paid out of an empty subledger is refused", async () => {
    const record = recordingOn(api, slug);
    const result = await refused(slug, () => record("recordPayment", payment("guesthouses", "1")));
    expect(result.message).toBe("专账：藏式民居接待在2016-04-01余额不足，还差0.000001万元。");
  });

  it("of a negative amount or of nothing is refused, field and value named", async () => {
    const record = recordingOn(api, slug);
    for (const amountFen of ["-100", "0"]) {
      const result = await refused(slug, () => record("recordAppropriation", appropriation(amountFen)));
      expect(result.details).toMatchObject([{ code: "invalid-input", field: "input.amountFen", value: amountFen }]);
      expect(result.message).toContain("请填写大于零的整数分");
      expect(result.english).toContain("give a whole number of fen above zero");
    }
  });

  it("given as a float never reaches the domain: the error names field, value and remedy", async () => {
    const variables = { slug, input: appropriation("12.5"), control: { idempotencyKey: "float" } };
    const literal = (amount: string): string => `mutation { recordAppropriation(
      slug: "${slug}", control: { idempotencyKey: "f" },
      input: { occurredOn: "2016-02-01", voucher: "x", amountFen: ${amount}, year: 2016 }
    ) { __typename } }`;
    const before = await eventsOf(slug);
    const asked = [
      api.ask(mutationText("recordAppropriation"), variables, { token: writeToken }),
      api.ask(
        mutationText("recordAppropriation"),
        { ...variables, input: { ...variables.input, amountFen: 12.5 } },
        { token: writeToken },
      ),
      api.ask(literal("12.5"), {}, { token: writeToken }),
    ];
    for (const { data, errors } of await Promise.all(asked)) {
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: "BAD_NUMBER", field: "input.amountFen", value: "12.5" } }]);
      expect(errors[0]?.message).toMatch(/^input\.amountFen 的值“12\.5”无效：请填写整数/);
    }
    const exponent = await api.ask(literal("1e3"), {}, { token: writeToken, lang: "en" });
    expect(exponent.errors[0]?.message).toMatch(/^input\.amountFen: “1e3” is not valid; give a whole number/);
    expect(await eventsOf(slug)).toBe(before);
  });
});

describe("a reallocation", () => {
  const slug = "reallocation";
  const papers = { occurredOn: "2016-05-01", reason: "进度调整", authority: "县政府", document: "白府〔2016〕5号" };

  it("that changes the total is refused with both sums", async () => {
    const record = await given(slug);
    const from = [{ project: "housing", year: 2017, amountFen: "5000000" }];
    const to = [{ project: "crafts", year: 2017, amountFen: "4000000" }];
    const result = await refused(slug, () => record("decideReallocation", { ...papers, from, to }));
    expect(result.message).toBe("调出5万元，调入4万元，两者不等。资金调剂不得改变规划总额；如需改变，请用规划调整。");
    expect(result.details).toMatchObject([{ code: "reallocation-unbalanced", field: "input.to" }]);
    expect(result.details[0]?.value).toBe('[{"project":"crafts","year":2017,"amountFen":"4000000"}]');
  });

  it("tells every reason at once, each with its cell", async () => {
    const record = recordingOn(api, slug);
    const from = [{ project: "airport", year: 2017, amountFen: "5000000" }];
    const to = [{ project: "crafts", year: 2031, amountFen: "4000000" }];
    const result = await refused(slug, () => record("decideReallocation", { ...papers, from, to }));
    expect(result.details.map(({ code }) => code)).toEqual([
      "unknown-project",
      "year-outside-plan",
      "reallocation-unbalanced",
    ]);
  });

  it("takes no more than a cell holds", async () => {
    const record = recordingOn(api, slug);
    const from = [{ project: "crafts", year: 2016, amountFen: "300000001" }];
    const to = [{ project: "housing", year: 2017, amountFen: "300000001" }];
    const result = await refused(slug, () => record("decideReallocation", { ...papers, from, to }));
    expect(result.code).toBe("allocation-below-zero");
  });
});

describe("a day", () => {
  const slug = "days";

  it("before the plan is refused", async () => {
    const record = await given(slug);
    const result = await refused(slug, () => record("recordAppropriation", appropriation("1", "2015-12-31")));
    expect(result).toMatchObject({
      code: "date-before-plan",
      message: "日期2015-12-31早于规划通过日2016-01-01，不在规划之内。请检查日期。",
      details: [{ field: "input.occurredOn", value: "2015-12-31" }],
    });
  });

  it("in the future is refused", async () => {
    const record = recordingOn(api, slug);
    const result = await refused(slug, () => record("recordAppropriation", appropriation("1", "2199-01-01")));
    expect(result).toMatchObject({
      code: "date-in-future",
      details: [{ field: "input.occurredOn", value: "2199-01-01" }],
    });
  });

  it("that does not exist is an error that names the field", async () => {
    const variables = { slug, input: appropriation("1", "2016-02-30"), control: { idempotencyKey: "d" } };
    const { errors } = await api.ask(mutationText("recordAppropriation"), variables, { token: writeToken });
    expect(errors).toMatchObject([
      { extensions: { code: "BAD_DATE", field: "input.occurredOn", value: "2016-02-30" } },
    ]);
  });

  it("of a year outside the plan is refused", async () => {
    const record = recordingOn(api, slug);
    const result = await refused(slug, () => record("recordAppropriation", { ...appropriation("1"), year: 2021 }));
    expect(result).toMatchObject({ code: "year-outside-plan", details: [{ field: "input.year", value: "2021" }] });
  });
});

describe("shape", () => {
  const slug = "shapes";

  it("faults of one input are all told at once", async () => {
    const record = await given(slug);
    const input = { ...payment("Not A Code", "-1"), purpose: " ", voucher: "v".repeat(101) };
    const control = { idempotencyKey: "has spaces", corrects: { event: "x", reason: "" } };
    const result = await refused(slug, () => record("recordPayment", input, control));
    expect(result.details.map(({ field }) => field)).toEqual([
      "input.project",
      "input.amountFen",
      "input.purpose",
      "input.voucher",
      "control.corrects.reason",
      "control.idempotencyKey",
    ]);
    expect(new Set(result.details.map(({ code }) => code))).toEqual(new Set(["invalid-input"]));
    for (const { message } of result.details) expect(message).toMatch(/无效：请/);
  });

  it("faults are named as the input has them", async () => {
    const record = recordingOn(api, slug);
    const milestone = { occurredOn: "2016-02-01", project: "crafts", milestone: "design", dueOn: "2016-06-01" };
    const named = await refused(slug, () => record("planMilestone", { ...milestone, nameZh: "", nameEn: "\u0007" }));
    expect(named.details.map(({ field }) => field)).toEqual(["input.nameZh", "input.nameEn"]);
    const cells = [{ project: "crafts", year: 2016, amountFen: "-1" }];
    const papers = { occurredOn: "2016-05-01", reason: "r", authority: "a", document: "d" };
    const celled = await refused(slug, () => record("decideReallocation", { ...papers, from: cells, to: cells }));
    expect(celled.details.map(({ field, value }) => [field, value])).toEqual([
      ["input.from.0.amountFen", "-1"],
      ["input.to.0.amountFen", "-1"],
    ]);
  });

  it("a field that the fact has no place for is refused instead of dropped", async () => {
    const record = recordingOn(api, slug);
    const milestone = { occurredOn: "2016-02-01", project: "crafts", milestone: "design" };
    const reached = await refused(slug, () => record("reachMilestone", { ...milestone, reason: "因雨" }));
    expect(reached.details).toMatchObject([{ code: "invalid-input", field: "input.reason", value: "因雨" }]);
    const missed = await refused(slug, () => record("missMilestone", { ...milestone, document: "文" }));
    expect(missed.details).toMatchObject([{ code: "invalid-input", field: "input.document", value: "文" }]);
  });

  it("texts that a database cannot hold are refused and not an outage", async () => {
    const record = recordingOn(api, slug);
    const result = await refused(slug, () =>
      record("recordAppropriation", { ...appropriation("1"), note: "a\u0000b" }),
    );
    expect(result.details).toMatchObject([{ code: "invalid-input", field: "input.note" }]);
    const corrects = { event: "\u0000", reason: "a\u0000b" };
    const other = await refused(slug, () => record("recordAppropriation", appropriation("1"), { corrects }));
    expect(other.details).toMatchObject([{ code: "invalid-input", field: "control.corrects.reason" }]);
  });

  it("a plan that is not there is refused, whatever its name", async () => {
    for (const name of ["nowhere", "\u0000", "x".repeat(10_000), "constructor"]) {
      const result = await recordingOn(api, name)("recordAppropriation", appropriation("1"));
      expect(result).toMatchObject({ __typename: "Refusal", code: "unknown-plan", details: [{ field: "slug" }] });
    }
  });
});

describe("a stale position", () => {
  it("is refused with the events recorded since", async () => {
    const record = await given("stale");
    const { position } = await record("recordAppropriation", appropriation("100"));
    const later = await record("recordAppropriation", appropriation("200"));
    const result = await refused("stale", () =>
      record("recordRelease", release("crafts", "100"), { expectedPosition: position }),
    );
    expect(result.details).toMatchObject([
      {
        code: "stale-position",
        field: "control.expectedPosition",
        value: position,
        event: { id: later.events[0]?.id, type: "FundsAppropriated" },
      },
    ]);
    expect(result.message).toContain(`停在位置${position}，之后已有新记录（现为${later.position}）`);
    const retried = await record("recordRelease", release("crafts", "100"), { expectedPosition: later.position });
    expect(retried.__typename).toBe("Recorded");
  });
});

describe("a correction", () => {
  const slug = "corrections";
  const reason = "金额录入错误";

  it("that breaks a later fact is refused and names that fact", async () => {
    const record = await given(slug);
    const given100 = await record("recordAppropriation", appropriation("100"));
    const released = await record("recordRelease", release("crafts", "100"));
    const event = given100.events[0]?.id ?? "";
    const result = await refused(slug, () =>
      record("recordAppropriation", appropriation("60"), { corrects: { event, reason } }),
    );
    expect(result.details).toMatchObject([
      {
        code: "breaks-later-fact",
        event: { id: released.events[0]?.id, type: "FundsReleased", occurredOn: "2016-03-01" },
      },
    ]);
    expect(result.message).toMatch(
      /^这样会使2016-03-01已记录的事项（.*）不成立：专户在2016-03-01余额不足，还差0.00004万元。$/,
    );
    const voiding = await refused(slug, () => record("voidEvent", { event, reason }));
    expect(voiding.details).toMatchObject([{ code: "breaks-later-fact", event: { type: "FundsReleased" } }]);
  });

  it("that holds is recorded, once", async () => {
    const record = recordingOn(api, slug);
    const first = await record("recordAppropriation", appropriation("500"));
    const event = first.events[0]?.id ?? "";
    const corrected = await record("recordAppropriation", appropriation("700"), { corrects: { event, reason } });
    expect(corrected.__typename).toBe("Recorded");
    const again = await refused(slug, () =>
      record("recordAppropriation", appropriation("800"), { corrects: { event, reason } }),
    );
    expect(again.details).toMatchObject([
      {
        code: "already-replaced",
        field: "control.corrects.event",
        value: event,
        event: { id: corrected.events[0]?.id },
      },
    ]);
  });

  it("of an unknown event, or into another kind of fact, is refused", async () => {
    const record = recordingOn(api, slug);
    const unknown = await refused(slug, () => record("voidEvent", { event: "nothing", reason }));
    expect(unknown.details).toMatchObject([{ code: "unknown-event", field: "input.event", value: "nothing" }]);
    const first = await record("recordAppropriation", appropriation("5"));
    const corrects = { event: first.events[0]?.id ?? "", reason };
    const other = await refused(slug, () => record("recordRelease", release("crafts", "1"), { corrects }));
    expect(other.details).toMatchObject([{ code: "correction-changes-kind", field: "control.corrects.event" }]);
    const both = await refused(slug, () => record("voidEvent", { event: corrects.event, reason }, { corrects }));
    expect(both.details).toMatchObject([{ code: "invalid-input", field: "control.corrects" }]);
  });
});

describe("a key", () => {
  it("that was used for other content is refused and names what it stands for", async () => {
    const record = await given("keys");
    const first = await record("recordAppropriation", appropriation("1"), { idempotencyKey: "once" });
    const result = await refused("keys", () =>
      record("recordAppropriation", appropriation("2"), { idempotencyKey: "once" }),
    );
    expect(result.details).toMatchObject([
      {
        code: "idempotency-key-reused",
        field: "control.idempotencyKey",
        value: "once",
        event: { id: first.events[0]?.id },
      },
    ]);
  });
});

describe("without the token", () => {
  it.each([null, "wrong-token-0123456789", ""])("%j no mutation gets through, whatever it says", async (token) => {
    const variables = { slug: baiyuSlug, input: appropriation("1"), control: { idempotencyKey: "k" } };
    const { data, errors } = await api.ask(mutationText("recordAppropriation"), variables, { token });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(errors[0]?.message).toContain("Authorization: Bearer");
  });
});

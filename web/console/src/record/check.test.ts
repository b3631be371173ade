import { describe, expect, it } from "vitest";
import { type Fault, faultsOf, type FormState } from "./check.ts";
import { kinds } from "./kinds.ts";
import { shiftOf } from "./matrix/shift.ts";
import { serverFaults } from "./server-fault.ts";
import { fenTyped, Typed } from "./values.ts";

const plan: FormState["plan"] = {
  adoptedOn: "2016-01-01",
  pair: { asOf: "2026-01-09", knownAt: "2026-01-09T02:11:07.123456Z" },
};
const check = (state: Partial<FormState> & Pick<FormState, "kind" | "values">): string[] =>
  faultsOf({ plan, shift: null, correcting: false, ...state }).map(({ field, id }: Fault) => `${field} ${id}`);

const goodPayment = {
  occurredOn: "2018-06-30",
  project: "housing",
  amountFen: "12.5",
  payeeKind: "contractor",
  payeeName: "某公司",
  purpose: "进度款",
  voucher: "2018-17",
};

describe("a form", () => {
  it("has all faults told at once", () => {
    expect(check({ kind: kinds.payment, values: { occurredOn: "2026-01-10", amountFen: "1e3" } })).toEqual([
      "occurredOn fault.future",
      "project fault.required",
      "amountFen fault.amount",
      "payeeKind fault.required",
      "payeeName fault.required",
      "purpose fault.required",
      "voucher fault.required",
    ]);
  });

  it("is ready when everything but what is optional is there", () => {
    expect(check({ kind: kinds.payment, values: goodPayment })).toEqual([]);
  });

  it.each([
    ["0", "fault.notPositive"],
    ["-3", "fault.notPositive"],
    ["1.2345678", "fault.amount"],
    ["十二", "fault.amount"],
  ])("takes no %s as an amount", (amountFen, fault) => {
    expect(check({ kind: kinds.payment, values: { ...goodPayment, amountFen } })).toEqual([`amountFen ${fault}`]);
  });

  it("takes no day before the plan", () => {
    const values = { ...goodPayment, occurredOn: "2015-12-31" };
    expect(check({ kind: kinds.payment, values })).toEqual(["occurredOn fault.beforePlan"]);
  });

  it("may name a day ahead where it is about one", () => {
    const values = {
      occurredOn: "2026-01-09",
      project: "housing",
      milestone: "roofs",
      dueOn: "2027-01-01",
      reason: "雨季",
    };
    expect(check({ kind: kinds["milestone-reschedule"], values })).toEqual([]);
  });

  it("asks for the reason of a correction", () => {
    const state = { kind: kinds.payment, values: goodPayment, correcting: true };
    expect(check(state)).toEqual(["correctionReason fault.required"]);
  });

  it.each([
    [{}, "fault.noChange"],
    [{ "cell:housing:2017": "10" }, "fault.unbalanced"],
    [{ "cell:housing:2017": "zehn" }, "fault.cells"],
  ])("of a reallocation with %j says %s", (cells, fault) => {
    const text = { occurredOn: "2018-06-30", reason: "调剂", authority: "联席会议", document: "2018年第3号" };
    const shift = shiftOf([{ code: "housing", allocations: [] }], [2017], { values: cells });
    expect(check({ kind: kinds.reallocation, values: text, shift })).toEqual([`matrix ${fault}`]);
  });

  it("of an amendment may change the total", () => {
    const text = { occurredOn: "2018-06-30", reason: "增补", authority: "区政府", document: "2018年第4号" };
    const shift = shiftOf([{ code: "housing", allocations: [] }], [2017], { values: { "cell:housing:2017": "10" } });
    expect(check({ kind: kinds.amendment, values: text, shift })).toEqual([]);
  });
});

describe("typed values", () => {
  it("are exact in either unit", () => {
    expect(fenTyped({ a: "12.5" }, "a")).toBe(12_500_000n);
    expect(fenTyped({ a: "125,000.01", "a:unit": "yuan" }, "a")).toBe(12_500_001n);
    expect(fenTyped({ a: "１２．５" }, "a")).toBe(12_500_000n);
    expect(fenTyped({}, "a")).toBeNull();
  });

  it("become the command that the API takes", () => {
    expect(kinds.payment.command({ ...goodPayment, voucher: " 2018-17 " }, [])).toEqual({
      recordPayment: { ...goodPayment, amountFen: "12500000", note: null },
    });
    const deltas = [
      { project: "housing", year: 2018, fen: -20_000_000n },
      { project: "crafts", year: 2016, fen: 20_000_000n },
    ];
    const text = { occurredOn: "2018-06-30", reason: "调剂", authority: "联席会议", document: "2018年第3号" };
    expect(kinds.reallocation.command(text, deltas)).toEqual({
      decideReallocation: {
        ...text,
        from: [{ project: "housing", year: 2018, amountFen: "20000000" }],
        to: [{ project: "crafts", year: 2016, amountFen: "20000000" }],
      },
    });
  });

  it("throw where an unchecked form is read", () => {
    expect(() => new Typed({}).fen("amountFen")).toThrow("amountFen");
  });
});

describe("a refusal of the server", () => {
  const detail = { code: "x", value: null, event: null };
  const fields = ["occurredOn", "amountFen", "correctionReason", "matrix"];

  it("stands at the fields that it names", () => {
    const details = [
      "input.amountFen",
      "occurredOn",
      "control.corrects.reason",
      "input.from.0.amountFen",
      "slug",
      null,
    ].map((field, index) => ({ ...detail, field, message: String(index) }));
    const shown = serverFaults({ code: "x", message: "0", details }, fields);
    expect(shown.map(({ field }) => field)).toEqual([
      "amountFen",
      "occurredOn",
      "correctionReason",
      "matrix",
      null,
      null,
    ]);
  });

  it("is told by its own message where it gives no details", () => {
    expect(serverFaults({ code: "x", message: "不行", details: [] }, fields)).toEqual([
      { field: null, text: "不行", event: null },
    ]);
  });
});

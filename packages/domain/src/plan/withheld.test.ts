import { describe, expect, it } from "vitest";
import { describe as sentence } from "../words/describe.ts";
import { explain } from "../words/explain.ts";
import { namesOf } from "../words/names.ts";
import { appropriate, correcting, idNumber, pay, payHousehold, release, Scenario } from "../testing/scenario.ts";
import { readCommand } from "./read-command.ts";

function funded(): Scenario {
  const scenario = Scenario.adopted();
  scenario.accept(appropriate("2016-03-01", 2016, 150));
  scenario.accept(release("2016-04-01", "crafts", 50));
  return scenario;
}

describe("a payment to a household", () => {
  it("moves money exactly as a payment does", () => {
    const [household, company] = [funded(), funded()];
    household.accept(payHousehold("2016-05-01", "crafts", 20));
    company.accept(pay("2016-05-01", "crafts", 20));
    const view = (scenario: Scenario) => scenario.at("2016-12-31")?.view;
    expect(view(household)).toEqual(view(company));
    expect(household.refused(payHousehold("2016-05-02", "crafts", 31))).toEqual(["overdrawn"]);
    expect(household.refused(payHousehold("2016-05-02", "nowhere", 1))).toEqual(["unknown-project"]);
  });

  it("is measured against progress, refunded, reversed and corrected like any payment", () => {
    const scenario = funded();
    scenario.accept({ name: "SetThresholds", occurredOn: "2016-04-02", data: { paymentCeilingPoints: "10" } });
    expect(scenario.refused(payHousehold("2016-05-01", "crafts", 49))).toEqual(["payment-ahead-of-progress"]);
    const paid = scenario.accept(payHousehold("2016-05-01", "crafts", 5));
    const data = { payment: paid, amountFen: 1_000_000n, voucher: "B", reason: "多付", note: null };
    scenario.accept({ name: "ReceiveRefund", occurredOn: "2016-05-02", data });
    scenario.accept(correcting(payHousehold("2016-05-01", "crafts", 4), paid), "2016-05-03");
    expect(scenario.at("2016-12-31")?.view?.projects.find(({ code }) => code === "crafts")?.paidFen).toBe(3_000_000n);
    expect(scenario.refused(correcting(pay("2016-05-01", "crafts", 4), paid))).toEqual(["already-replaced"]);
  });

  it("is told without a name in both languages", () => {
    const scenario = funded();
    scenario.accept(payHousehold("2016-05-01", "crafts", 2));
    const event = scenario.history.events.at(-1)!;
    const names = namesOf(scenario.at("2016-12-31")!.view);
    expect(sentence(event, names, "zh")).toBe("“项目2”向甲村个人（姓名依法不公开）支付2万元，用于补助（凭证H）。");
    expect(sentence(event, names, "en")).toContain("a person (name withheld by law) of 甲村");
  });

  it("takes a name in clear, as long as a name may be", () => {
    const data = { project: "crafts", amountFen: "5", village: null, purpose: "补助", voucher: "H", note: null };
    const read = (payeeName: string) =>
      readCommand("PayHousehold", { occurredOn: "2016-05-01", data: { ...data, payeeName } });
    expect(read("仁青卓玛").ok).toBe(true);
    expect(read("").ok || read("长".repeat(201)).ok).toBe(false);
  });
});

describe("personal data", () => {
  it("is refused in every public text, masked, with what would help; staff notes are not searched", () => {
    const scenario = funded();
    const command = pay("2016-05-01", "crafts", 5);
    const slip = { ...command, data: { ...command.data, purpose: "进度款，联系13800138000", note: "13800138000" } };
    const decision = scenario.decide(slip as typeof command);
    expect(scenario.refused(slip as typeof command)).toEqual(["personal-data"]);
    if (decision.ok) return;
    const words = (lang: "zh" | "en") => explain(decision.refusals[0]!, namesOf(null), lang);
    expect(words("zh")).toBe(
      "purpose中的“138…00”像是手机号码。该字段对外公开且不可撤回：请删去号码；个人姓名请用“支付到户”填写。",
    );
    expect(words("en")).toContain("purpose holds “138…00”");
    expect(words("zh") + words("en")).not.toContain("13800138000");
  });

  it("is refused in the reason of a correction and of a voiding", () => {
    const scenario = funded();
    const event = scenario.accept(pay("2016-05-01", "crafts", 5));
    const reason = "身份证11010519491231002X有误";
    const corrected = { ...pay("2016-05-01", "crafts", 4), corrects: { event, reason } };
    expect(scenario.refused(corrected)).toEqual(["personal-data"]);
    expect(scenario.refused({ name: "VoidRecord", corrects: { event, reason } })).toContain("personal-data");
  });
});

describe("an erasure", () => {
  const erase = (event: string, name = "payeeName") =>
    ({ name: "EraseDisclosure", occurredOn: "2017-01-05", data: { event, name, basis: "本人申请" } }) as const;

  it("names a withheld field of a record, and changes nothing in the books", () => {
    const scenario = funded();
    const paid = scenario.accept(payHousehold("2016-05-01", "crafts", 5));
    const before = scenario.at("2017-12-31")?.view;
    scenario.accept(erase(paid));
    expect(scenario.at("2017-12-31")?.view).toEqual(before);
    expect(scenario.refused(erase(paid, "purpose"))).toEqual(["not-withheld"]);
    expect(scenario.refused(erase(idNumber(999)))).toEqual(["unknown-event"]);
  });

  it("is taken in a closed plan", () => {
    const scenario = funded();
    const paid = scenario.accept(payHousehold("2016-05-01", "crafts", 5));
    const data = { reason: "到期", document: "文件", note: null };
    scenario.accept({ name: "ClosePlan", occurredOn: "2017-01-01", data });
    expect(scenario.refused(erase(paid))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { InstallationEvent } from "../event/plan-event.ts";
import { appropriate, correcting, pay, release, Scenario } from "../testing/scenario.ts";
import { describe as sentence } from "./describe.ts";
import { namesOf } from "./names.ts";

describe("sentences", () => {
  const scenario = Scenario.adopted();
  const wrong = scenario.accept(appropriate("2016-03-01", 2016, 150));
  scenario.accept(correcting(appropriate("2016-03-02", 2016, 160), wrong), "2016-03-05");
  scenario.accept(release("2016-04-01", "crafts", 50));
  scenario.accept(pay("2016-05-01", "crafts", 20));
  const names = namesOf(scenario.at("2016-12-31")!.view);
  const of = (type: string, lang: "zh" | "en") =>
    sentence(
      scenario.history.events.findLast((event) => event.type === type)!,
      names,
      lang,
    );

  it("say what happened, in both languages", () => {
    expect(of("FundsReleased", "zh")).toBe("由专户向“项目2”下达50万元（凭证R）。");
    expect(of("FundsReleased", "en")).toBe("CNY 500,000 released to Project 2 (voucher R).");
    expect(of("PaymentMade", "zh")).toBe("“项目2”向施工单位“施工队”支付20万元，用于进度款（凭证P）。");
  });

  it("say that a correction is one, and why", () => {
    expect(of("FundsAppropriated", "zh")).toMatch(/^更正：.*更正原因：录入有误。$/);
    expect(of("FundsAppropriated", "en")).toMatch(/^Correction: .* Reason: 录入有误\.$/);
  });

  it("exist for every event of the history", () => {
    for (const event of scenario.history.events) {
      for (const lang of ["zh", "en"] as const) expect(sentence(event, names, lang)).toMatch(/[。.]$/);
    }
  });

  it("say of a key of the log which it is, and how long the one before it goes on", () => {
    const data = {
      number: 2,
      vkey: `host/log+0123abcd+${"A".repeat(44)}`,
      startsAt: "2026-11-23T01:00:00.000000Z",
      previousVkey: `host/log+89abcdef+${"B".repeat(44)}`,
      previousEndsAt: "2027-02-20T17:00:00.000000Z",
    };
    const event = { type: "LogKeyRotated", plan: null, data, replaces: null } as InstallationEvent;
    expect(sentence(event, names, "zh")).toBe(
      "公开日志启用第2把签名密钥（编号0123abcd）。原密钥（编号89abcdef）同时签名至2027-02-21。",
    );
    expect(sentence(event, names, "en")).toBe(
      "The public log gets its signing key no. 2 (0123abcd). The key before it (89abcdef) signs until 2027-02-21.",
    );
  });
});

import { createHash } from "node:crypto";
import type { PlanEvent } from "@mingzhang/domain";
import { describe, expect, it } from "vitest";
import { withMoney } from "./money-fields.ts";
import { publicEntry } from "./public-entry.ts";

const recorded = {
  plan: "wuhou-baiyu-2016-2020",
  revision: 41,
  position: 58n,
  recordedAt: "2017-01-09T02:11:07.123456Z",
  actor: "clerk-7",
  command: "key-9",
  digest: "d",
  version: 1,
};
const release: PlanEvent = {
  ...recorded,
  id: "3f2b8c1e-0d4a-4e6b-9a51-7c2d1e0f9b3a",
  type: "FundsReleased",
  occurredOn: "2016-12-28",
  replaces: null,
  simulated: false,
  data: { project: "crafts", amountFen: 30_000_000n, voucher: "下-2", note: "内部备注" },
};

/** These two are published and hashed: whoever changes them changes the past. Decision 0007. */
const releaseLine =
  '{"data":{"corrects":null,"fact":{"amount":{"amount":"300000.00","currency":"CNY"},"project":"crafts",' +
  '"voucher":"下-2"},"occurredOn":"2016-12-28","simulated":false},"datacontenttype":"application/json",' +
  '"id":"3f2b8c1e-0d4a-4e6b-9a51-7c2d1e0f9b3a","sequence":"000000000040","source":"/log","specversion":"1.0",' +
  '"subject":"wuhou-baiyu-2016-2020","time":"2017-01-09T02:11:07.123456Z","type":"mingzhang.FundsReleased.v1"}';
const releaseHash = "111d186f8f7b113f402f6489bb8b19858aea18dcb57871703fe29a215c606d61";

describe("a public entry", () => {
  const entry = publicEntry({ event: release, publicIndex: 40n, correctsIndex: null });

  it("is this line, for ever", () => {
    expect(entry.line).toBe(releaseLine);
    expect(entry.leafHash).toBe(releaseHash);
  });

  it("hashes as anybody hashes a leaf of RFC 6962", () => {
    const bytes = Buffer.concat([Buffer.of(0), Buffer.from(entry.line)]);
    expect(entry.leafHash).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("holds nothing that is for staff", () => {
    expect(entry.line).not.toMatch(/内部备注|clerk-7|key-9|"(note|actor|command|digest)"/);
  });

  it("names the entry that it corrects, with the reason", () => {
    const correction: PlanEvent = { ...release, replaces: { event: release.id, reason: "录入有误" } };
    const { line } = publicEntry({ event: correction, publicIndex: 41n, correctsIndex: 40n });
    expect(JSON.parse(line).data.corrects).toEqual({
      id: release.id,
      sequence: "000000000040",
      reason: "录入有误",
    });
  });

  it("is refused where correction and corrected entry do not fit", () => {
    expect(() => publicEntry({ event: release, publicIndex: 41n, correctsIndex: 40n })).toThrow(release.id);
  });
});

describe("money in an entry", () => {
  it("is an exact amount with its currency, at any depth, and null where nobody knows it", () => {
    expect(withMoney({ amountFen: "-5", a: [{ totalFen: "1200000000000000" }], sourceFen: null, year: 2016 })).toEqual({
      amount: { amount: "-0.05", currency: "CNY" },
      a: [{ total: { amount: "12000000000000.00", currency: "CNY" } }],
      source: null,
      year: 2016,
    });
  });

  it("is never a number, and never takes another field's name", () => {
    expect(() => withMoney({ amountFen: 5 })).toThrow("amountFen");
    expect(() => withMoney({ amountFen: "0.5" })).toThrow("amountFen");
    expect(() => withMoney({ amountFen: "5", amount: "x" })).toThrow("amount");
  });
});

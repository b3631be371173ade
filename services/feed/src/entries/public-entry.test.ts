import { createHash } from "node:crypto";
import type { InstallationEvent, PlanEvent } from "@mingzhang/domain";
import { describe, expect, it } from "vitest";
import { digestsIn } from "@mingzhang/transparency-log";
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

const payment: PlanEvent = {
  ...recorded,
  id: "8c1a52d4-66f0-4b0f-8f0e-2f1d3c4b5a69",
  type: "PaymentMade",
  occurredOn: "2017-01-04",
  replaces: null,
  simulated: false,
  data: {
    project: "crafts",
    amountFen: 12_345_678n,
    payeeKind: "contractor",
    payeeName: "白玉县第一建筑公司",
    purpose: "工程进度款",
    voucher: "支-3",
    note: "内部备注",
  },
};
/** Of a payment as it was recorded before there were payments to households. */
const paymentLine =
  '{"data":{"corrects":null,"fact":{"amount":{"amount":"123456.78","currency":"CNY"},"payeeKind":"contractor",' +
  '"payeeName":"白玉县第一建筑公司","project":"crafts","purpose":"工程进度款","voucher":"支-3"},' +
  '"occurredOn":"2017-01-04","simulated":false},"datacontenttype":"application/json",' +
  '"id":"8c1a52d4-66f0-4b0f-8f0e-2f1d3c4b5a69","sequence":"000000000041","source":"/log","specversion":"1.0",' +
  '"subject":"wuhou-baiyu-2016-2020","time":"2017-01-09T02:11:07.123456Z","type":"mingzhang.PaymentMade.v1"}';

const household: PlanEvent = {
  ...recorded,
  id: "5e0f7d11-9f3a-4f52-8d4c-6a7b8c9d0e1f",
  type: "HouseholdPaid",
  occurredOn: "2017-01-05",
  replaces: null,
  simulated: false,
  data: {
    project: "housing",
    amountFen: 2_500_000n,
    payeeName: "N-3f1cXbQ0r8s7t6u5v4w3x2y1z0A9B8C7D6E5F4G3H",
    village: null,
    purpose: "危房改造补助",
    voucher: "户-1",
    note: "内部备注",
  },
};
const householdLine =
  '{"data":{"corrects":null,"fact":{"_sd":["N-3f1cXbQ0r8s7t6u5v4w3x2y1z0A9B8C7D6E5F4G3H"],"_sd_alg":"sha-256",' +
  '"amount":{"amount":"25000.00","currency":"CNY"},"project":"housing","purpose":"危房改造补助","village":null,' +
  '"voucher":"户-1","withheld":[{"basis":"《中华人民共和国政府信息公开条例》第十五条","name":"payeeName"}]},' +
  '"occurredOn":"2017-01-05","simulated":false},"datacontenttype":"application/json",' +
  '"id":"5e0f7d11-9f3a-4f52-8d4c-6a7b8c9d0e1f","sequence":"000000000042","source":"/log","specversion":"1.0",' +
  '"subject":"wuhou-baiyu-2016-2020","time":"2017-01-09T02:11:07.123456Z","type":"mingzhang.HouseholdPaid.v1"}';

const sha256 = "0f".repeat(32);
const attached: PlanEvent = {
  ...recorded,
  id: "b7c6d5e4-f3a2-4b1c-8d9e-0f1a2b3c4d5e",
  type: "EvidenceAttached",
  occurredOn: "2017-01-06",
  replaces: null,
  simulated: false,
  data: {
    project: "crafts",
    milestone: "roof",
    kind: "photo",
    sha256,
    mediaType: "image/jpeg",
    bytes: 250_000,
    width: 2048,
    height: 1536,
    caption: { zh: "屋顶完工", en: null },
    original: "ee".repeat(32),
    note: "内部备注",
  },
};
const withdrawn: PlanEvent = {
  ...recorded,
  id: "c8d7e6f5-a4b3-4c2d-9e0f-1a2b3c4d5e6f",
  type: "EvidenceWithdrawn",
  occurredOn: "2017-01-08",
  replaces: null,
  simulated: false,
  data: { project: "crafts", sha256, reason: "本人要求", note: "内部备注" },
};
const attachedLine =
  `{"data":{"corrects":null,"fact":{"bytes":250000,"caption":{"en":null,"zh":"屋顶完工"},"height":1536,` +
  `"kind":"photo","mediaType":"image/jpeg","milestone":"roof","project":"crafts","sha256":"${sha256}","width":2048},` +
  '"occurredOn":"2017-01-06","simulated":false},"datacontenttype":"application/json",' +
  '"id":"b7c6d5e4-f3a2-4b1c-8d9e-0f1a2b3c4d5e","sequence":"000000000043","source":"/log","specversion":"1.0",' +
  '"subject":"wuhou-baiyu-2016-2020","time":"2017-01-09T02:11:07.123456Z","type":"mingzhang.EvidenceAttached.v1"}';
const withdrawnLine =
  `{"data":{"corrects":null,"fact":{"project":"crafts","reason":"本人要求","sha256":"${sha256}"},` +
  '"occurredOn":"2017-01-08","simulated":false},"datacontenttype":"application/json",' +
  '"id":"c8d7e6f5-a4b3-4c2d-9e0f-1a2b3c4d5e6f","sequence":"000000000044","source":"/log","specversion":"1.0",' +
  '"subject":"wuhou-baiyu-2016-2020","time":"2017-01-09T02:11:07.123456Z","type":"mingzhang.EvidenceWithdrawn.v1"}';

describe("a public entry", () => {
  const entry = publicEntry({ event: release, publicIndex: 40n, correctsIndex: null });

  it("is this line, for ever", () => {
    expect(entry.line).toBe(releaseLine);
    expect(entry.leafHash).toBe(releaseHash);
  });

  it("of a payment is this line, for ever; of a household it shows what is withheld, why, and its digest", () => {
    expect(publicEntry({ event: payment, publicIndex: 41n, correctsIndex: null }).line).toBe(paymentLine);
    const { line } = publicEntry({ event: household, publicIndex: 42n, correctsIndex: null });
    expect(line).toBe(householdLine);
    expect(digestsIn(JSON.parse(line))).toEqual([household.type === "HouseholdPaid" && household.data.payeeName]);
  });

  it("of evidence binds what is published, says nothing of what was uploaded, and stays when the file goes", () => {
    expect(publicEntry({ event: attached, publicIndex: 43n, correctsIndex: null }).line).toBe(attachedLine);
    expect(publicEntry({ event: withdrawn, publicIndex: 44n, correctsIndex: null }).line).toBe(withdrawnLine);
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

it("the entry of a key of the log is of the installation, and has one form for ever", () => {
  const vkey = (number: number) => `mingzhang.example.org/log+0000000${number}+${"A".repeat(44)}`;
  const event: InstallationEvent = {
    ...recorded,
    plan: null,
    revision: 0,
    id: "5d1c7f60-9f0e-5c1e-8f4e-0c9a7a3f2b11",
    type: "LogKeyRotated",
    occurredOn: "2017-01-09",
    replaces: null,
    simulated: false,
    data: {
      number: 2,
      vkey: vkey(2),
      startsAt: "2017-01-09T02:11:06.000000Z",
      previousVkey: vkey(1),
      previousEndsAt: "2017-04-09T02:11:06.000000Z",
    },
  };
  expect(publicEntry({ event, publicIndex: 42n, correctsIndex: null }).line).toBe(
    `{"data":{"corrects":null,"fact":{"number":2,"previousEndsAt":"2017-04-09T02:11:06.000000Z",` +
      `"previousVkey":"${vkey(1)}","startsAt":"2017-01-09T02:11:06.000000Z","vkey":"${vkey(2)}"},` +
      `"occurredOn":"2017-01-09","simulated":false},"datacontenttype":"application/json",` +
      `"id":"5d1c7f60-9f0e-5c1e-8f4e-0c9a7a3f2b11","sequence":"000000000042","source":"/log","specversion":"1.0",` +
      `"subject":"/installation","time":"2017-01-09T02:11:07.123456Z","type":"mingzhang.LogKeyRotated.v1"}`,
  );
});

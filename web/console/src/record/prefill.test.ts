import { expect, it } from "vitest";
import type { EventInFull } from "../event/event-page.tsx";
import { kinds } from "./kinds.ts";
import { cellValues, deltasOfEvent, valuesFromAddress, valuesFromEvent } from "./prefill.ts";

function recorded(type: string, data: unknown): EventInFull {
  return {
    id: "e1",
    slug: "p",
    type,
    version: 1,
    position: "7",
    logIndex: "6",
    summary: "",
    simulated: false,
    occurredOn: "2018-06-30",
    recordedAt: "2018-07-01T00:00:00.000000Z",
    lateDays: 1,
    replaces: null,
    replacedBy: null,
    correctionReason: null,
    actor: "staff",
    publicData: "{}",
    data: JSON.stringify(data),
    withheld: [],
  };
}

it("a correction begins with everything that the record says", () => {
  const event = recorded("PaymentMade", {
    project: "housing",
    amountFen: "12500000",
    payeeKind: "contractor",
    payeeName: "某公司",
    purpose: "进度款",
    voucher: "2018-17",
    note: null,
  });
  expect(valuesFromEvent(kinds.payment, event)).toEqual({
    occurredOn: "2018-06-30",
    project: "housing",
    amountFen: "12.5",
    payeeKind: "contractor",
    payeeName: "某公司",
    purpose: "进度款",
    voucher: "2018-17",
  });
});

it("names in two languages are found in the record", () => {
  const event = recorded("MilestonePlanned", {
    project: "crafts",
    milestone: "hall",
    name: { zh: "厂房封顶", en: null },
    dueOn: "2016-09-30",
  });
  const { nameZh, nameEn, dueOn } = valuesFromEvent(kinds["milestone-plan"], event);
  expect([nameZh, nameEn, dueOn]).toEqual(["厂房封顶", undefined, "2016-09-30"]);
});

it("a year is text in the form", () => {
  const event = recorded("FundsAppropriated", { year: 2016, amountFen: "2700000000", voucher: "v", note: null });
  expect(valuesFromEvent(kinds.appropriation, event)).toMatchObject({ year: "2016", amountFen: "2700" });
});

it("what a reallocation moved is read with its signs", () => {
  const cell = (project: string, amountFen: string) => ({ project, year: 2018, amountFen });
  const event = recorded("ReallocationDecided", { from: [cell("housing", "20")], to: [cell("crafts", "20")] });
  const deltas = deltasOfEvent(event);
  expect(deltas.map(({ fen }) => fen)).toEqual([-20n, 20n]);
  expect(cellValues(deltas, () => 300_000_000n)).toEqual({ "cell:housing:2018": "300", "cell:crafts:2018": "300" });
});

it("a form opened from a project has it chosen, and today as its day", () => {
  const params = new URLSearchParams("project=housing&asOf=x");
  expect(valuesFromAddress(kinds.release, params, "2026-01-09")).toEqual({
    occurredOn: "2026-01-09",
    project: "housing",
  });
});

it("a name that is withheld comes neither from an address nor from a record, which holds its digest", () => {
  const event = recorded("HouseholdPaid", { project: "housing", amountFen: "100", payeeName: "d".repeat(43) });
  expect(valuesFromEvent(kinds.household, event)).not.toHaveProperty("payeeName");
  const params = new URLSearchParams({ payeeName: "某人", project: "housing" });
  expect(valuesFromAddress(kinds.household, params, "2018-01-01")).toEqual({
    occurredOn: "2018-01-01",
    project: "housing",
  });
});

it("a correction of evidence begins with the file that is attached, and with what is told of it", () => {
  const sha256 = "0f".repeat(32);
  const file = { sha256, mediaType: "image/jpeg", bytes: 9, width: 4, height: 3, original: "aa" };
  const said = { project: "crafts", milestone: null, kind: "photo", caption: { zh: "封顶", en: null }, note: null };
  expect(valuesFromEvent(kinds["evidence-attach"], recorded("EvidenceAttached", { ...file, ...said }))).toEqual({
    occurredOn: "2018-06-30",
    project: "crafts",
    kind: "photo",
    sha256,
    captionZh: "封顶",
  });
});

import { type FactCommand, preparationSteps } from "@mingzhang/domain";
import { Book } from "./book.ts";
import { testProject } from "./test-plan.ts";

const wan = 1_000_000n;

/** A history with every kind of event in it, corrections and late entries included; the same one for ever. */
export function everyKind(): Book {
  const book = Book.opened();
  const fact = (recordedOn: string, command: Omit<FactCommand, "occurredOn">, occurredOn = recordedOn) =>
    book.record(recordedOn, { ...command, occurredOn } as FactCommand);
  plan(fact);
  works(fact);
  money(book);
  const cell = (project: string, year: number, amountFen: bigint) => ({ project, year, amountFen });
  const order = { reason: "调整", authority: "指挥部", document: "纪要" };
  const from = [cell("crafts", 2017, 30n * wan)];
  const to = [cell("housing", 2017, 20n * wan), cell("housing", 2018, 10n * wan)];
  fact("2017-03-01", { name: "DecideReallocation", data: { from, to, ...order } }, "2017-02-20");
  fact("2017-04-01", { name: "AmendPlan", data: { changes: [cell("1", 2018, -5n * wan)], ...order } });
  evidence(fact);
  fact("2018-12-31", { name: "ClosePlan", data: { reason: "期满", document: "总结", note: null } });
  return book;
}

type Enter = (recordedOn: string, command: Omit<FactCommand, "occurredOn">, occurredOn?: string) => unknown;

function plan(fact: Enter): void {
  fact("2016-01-05", { name: "SetThresholds", data: { paymentCeilingPoints: "90" } });
  fact("2016-01-06", { name: "ConfirmFundingBase", data: { year: 2015, amountFen: 61_000n * wan, document: "决算" } });
  fact("2016-01-07", { name: "AddSector", data: { sector: "talent", name: { zh: "人才培养", en: null } } });
  fact("2016-01-08", { name: "AddProject", data: { ...testProject("training", 4), sector: "talent" } });
  fact("2016-01-09", { name: "SetAllocation", data: { project: "training", year: 2016, amountFen: 12n * wan } });
}

function works(fact: Enter): void {
  for (const step of preparationSteps) {
    fact(
      "2016-02-01",
      { name: "RecordPreparation", data: { project: "housing", step, document: "意见" } },
      "2016-01-20",
    );
  }
  const own = { project: "housing", document: null };
  const milestone = { project: "housing", milestone: "roof" };
  const second = { project: "housing", milestone: "water" };
  fact("2016-02-02", { name: "StartProject", data: { ...own, note: null } });
  fact("2016-02-03", {
    name: "PlanMilestone",
    data: { ...milestone, name: { zh: "封顶", en: "Roof" }, dueOn: "2016-09-30" },
  });
  fact("2016-02-03", {
    name: "PlanMilestone",
    data: { ...second, name: { zh: "通水", en: null }, dueOn: "2016-10-31" },
  });
  fact("2016-09-01", { name: "RescheduleMilestone", data: { ...milestone, dueOn: "2016-10-15", reason: "雨季" } });
  fact("2016-10-20", { name: "ReachMilestone", data: { ...milestone, document: null } });
  fact("2016-11-05", { name: "MissMilestone", data: { ...second, reason: "管线" } });
  fact("2016-11-06", {
    name: "ReportProgress",
    data: { project: "housing", quantity: "houses", done: "120.5", note: null },
  });
  fact("2016-12-01", { name: "AcceptProject", data: { ...own, note: null } });
}

function evidence(fact: Enter): void {
  const own = { project: "housing", sha256: "0123456789abcdef".repeat(4), note: null };
  const file = { kind: "photo", mediaType: "image/jpeg", bytes: 250_000, width: 2048, height: 1536 } as const;
  const caption = { zh: "封顶", en: "Roof" };
  fact(
    "2017-05-01",
    { name: "AttachEvidence", data: { ...own, ...file, milestone: "roof", caption, original: null } },
    "2017-04-20",
  );
  fact("2018-02-01", { name: "WithdrawEvidence", data: { ...own, reason: "本人要求" } });
}

function money(book: Book): void {
  book.release("2016-12-02", "housing", 50n);
  const payment = book.pay("2016-12-03", "housing", 20n);
  book.refund("2016-12-04", payment.id, 3n);
  const second = book.pay("2016-12-05", "housing", 9n, "2016-12-20");
  book.reverse("2016-12-21", second.id);
  book.takeOut("2016-12-22", book.appropriate("2016-12-06", 7n, "2016-12-21").id);
  const data = { year: 2016, amountFen: 8n * wan, voucher: "拨", note: null };
  const corrects = { event: book.appropriate("2016-12-07", 9n).id, reason: "金额有误" };
  const digest = "N-3f1cXbQ0r8s7t6u5v4w3x2y1z0A9B8C7D6E5F4G3H";
  const household = { project: "housing", amountFen: 2n * wan, payeeName: digest, village: "甲村", purpose: "补助" };
  const paid = book.record("2016-12-23", {
    name: "PayHousehold",
    occurredOn: "2016-12-22",
    data: { ...household, voucher: "户", note: null },
  });
  const erased = { event: paid.id, name: "payeeName", basis: "本人申请" };
  book.record("2017-02-01", { name: "EraseDisclosure", occurredOn: "2017-02-01", data: erased });
  book.record("2017-01-09", { name: "AppropriateFunds", occurredOn: "2016-12-07", data, corrects });
}

import type { Command, CommandName, commandEvents, EventData } from "@mingzhang/domain";
import { baiyuPlan, type FeedFixture, secret } from "./feed-fixture.ts";

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;

/** Ids of what a test wants to find again. */
export interface Eventful {
  readonly adoption: readonly string[];
  readonly wrongRelease: string;
  readonly correctedRelease: string;
  readonly voided: string;
}

/** The real plan with late entries, corrections, money there and back, another plan between, and many reports. */
export async function recordEventfulPlan(
  { record }: Pick<FeedFixture, "record">,
  { reports = 3 }: { reports?: number } = {},
): Promise<Eventful> {
  const { occurredOn, plan } = baiyuPlan();
  const adoption = await record({ name: "AdoptPlan", occurredOn, plan }, { at: "2016-01-04T02:00:00Z" });
  const instants = officeClock();
  const on = diary(record, instants);
  await on("2016-02-01", "AppropriateFunds", { year: 2016, amountFen: wan(2700), voucher: "拨-2016-1", note });
  const other = baiyuPlan("another-plan");
  await record({ name: "AdoptPlan", ...other }, { at: instants.next("2016-03-01"), plan: "another-plan" });
  const releases = await firstYear(on);
  const neverWas = await secondYear(on);
  const corrects = { event: neverWas, reason: "并无此事" };
  const [voided] = await record({ name: "VoidRecord", corrects }, { at: instants.next("2017-02-05") });
  await on("2017-03-01", "DecideReallocation", {
    from: [{ project: "housing", year: 2018, amountFen: wan(100) }],
    to: [{ project: "babagou", year: 2018, amountFen: wan(100) }],
    reason: "季节",
    authority: "领导小组",
    document: "〔2017〕1号",
  });
  for (let done = 1; done <= reports; done++) {
    await on("2017-05-02", "ReportProgress", { project: "housing", quantity: "new-houses", done: String(done), note });
  }
  return { adoption, ...releases, voided: voided ?? "" };
}

type Diary = <N extends CommandName>(
  day: string,
  name: N,
  data: EventData<(typeof commandEvents)[N]>,
  more?: { recordedOn?: string; corrects?: string },
) => Promise<string>;

const note = `备注-${secret}`;

/** Records what happened on a day, on that day or later, and gives the id of the record. */
function diary(record: FeedFixture["record"], instants: { next(day: string): string }): Diary {
  return async (day, name, data, more = {}) => {
    const corrects = more.corrects ? { corrects: { event: more.corrects, reason: "录入有误" } } : {};
    const command = { name, occurredOn: day, data, ...corrects } as Command;
    const [id] = await record(command, { at: instants.next(more.recordedOn ?? day) });
    return id ?? "";
  };
}

/** Money released, paid and refunded; a milestone; a release keyed in late and wrong, then corrected. */
async function firstYear(on: Diary): Promise<Pick<Eventful, "wrongRelease" | "correctedRelease">> {
  await on("2016-02-10", "ReleaseFunds", { project: "flood-control", amountFen: wan(1850), voucher: "下-1", note });
  const payment = await on("2016-03-02", "MakePayment", {
    project: "flood-control",
    amountFen: 8_000_000_25n,
    payeeKind: "contractor",
    payeeName: '=HYPERLINK("x") 甲公司 <b>',
    purpose: "进度款 & 其他",
    voucher: "支-1",
    note,
  });
  await on("2016-04-01", "ReceiveRefund", { payment, amountFen: 25n, voucher: "退-1", reason: "多付", note });
  const milestone = { project: "flood-control", milestone: "walls" } as const;
  await on("2016-04-02", "PlanMilestone", {
    ...milestone,
    name: { zh: "堤防合龙", en: "Walls closed" },
    dueOn: "2016-06-30",
  });
  const wrongRelease = await on(
    "2016-12-28",
    "ReleaseFunds",
    { project: "crafts", amountFen: wan(30), voucher: "下-2", note },
    {
      recordedOn: "2017-01-09",
    },
  );
  const correctedRelease = await on(
    "2016-12-28",
    "ReleaseFunds",
    { project: "crafts", amountFen: wan(300), voucher: "下-2", note },
    { recordedOn: "2017-01-12", corrects: wrongRelease },
  );
  return { wrongRelease, correctedRelease };
}

/** A release that is reversed, and a report of what never was: its id. */
async function secondYear(on: Diary): Promise<string> {
  await on("2017-02-01", "AppropriateFunds", { year: 2017, amountFen: wan(2852), voucher: "拨-2017-1", note });
  const mistaken = await on("2017-02-02", "ReleaseFunds", {
    project: "housing",
    amountFen: wan(1),
    voucher: "下-3",
    note,
  });
  await on("2017-02-03", "ReverseTransfer", { transfer: mistaken, voucher: "冲-1", reason: "下达有误", note });
  const neverWas = await on("2017-02-04", "ReportProgress", {
    project: "housing",
    quantity: "new-houses",
    done: "9",
    note,
  });
  return neverWas;
}

/** Instants that rise by a second and stay on the day that they are asked for. */
function officeClock(): { next(day: string): string } {
  let last = 0;
  return {
    next(day) {
      last = Math.max(Date.parse(`${day}T02:00:00Z`), last + 1000);
      return new Date(last).toISOString();
    },
  };
}

import { type Command, preparationSteps } from "@mingzhang/domain";
import type { FeedFixture } from "../../testing/feed-fixture.ts";

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;
const project = "crafts";

/** A project from its first assessment to its acceptance, its milestones, and two more changes of the plan. */
export async function recordWorks({ record }: Pick<FeedFixture, "record">): Promise<void> {
  const note = null;
  const document = "〔2017〕3号";
  const steps = preparationSteps.map((step): Command => ({
    name: "RecordPreparation",
    occurredOn: "2017-03-02",
    data: { project, step, document },
  }));
  const milestone = (code: string, dueOn: string): Command => ({
    name: "PlanMilestone",
    occurredOn: "2017-03-03",
    data: { project, milestone: code, name: { zh: `节点 ${code}`, en: null }, dueOn },
  });
  const rest: readonly Command[] = [
    { name: "StartProject", occurredOn: "2017-03-04", data: { project, document, note } },
    milestone("opened", "2017-03-20"),
    milestone("sold", "2017-04-20"),
    milestone("later", "2019-04-20"),
    {
      name: "RescheduleMilestone",
      occurredOn: "2017-03-05",
      data: { project, milestone: "opened", dueOn: "2017-04-01", reason: "雨季" },
    },
    { name: "ReachMilestone", occurredOn: "2017-04-02", data: { project, milestone: "opened", document } },
    { name: "MissMilestone", occurredOn: "2017-04-21", data: { project, milestone: "sold", reason: "无人报名" } },
    {
      name: "MakePayment",
      occurredOn: "2017-04-22",
      data: {
        project,
        amountFen: 99_999_999n,
        payeeKind: "supplier",
        payeeName: "乙公司",
        purpose: "设备",
        voucher: "支-2",
        note,
      },
    },
    { name: "AcceptProject", occurredOn: "2017-04-23", data: { project, document, note } },
    {
      name: "DecideReallocation",
      occurredOn: "2017-04-24",
      data: {
        from: [{ project: "babagou", year: 2018, amountFen: wan(50) }],
        to: [{ project: "babagou", year: 2019, amountFen: wan(50) }],
        reason: "工期",
        authority: "领导小组",
        document: "〔2017〕4号",
      },
    },
    {
      name: "AmendPlan",
      occurredOn: "2017-04-25",
      data: {
        changes: [
          { project: "guesthouses", year: 2018, amountFen: wan(20) },
          { project: "housing", year: 2020, amountFen: -wan(7) },
        ],
        reason: "规划调整",
        authority: "县人民政府",
        document: "〔2017〕5号",
      },
    },
  ];
  for (const command of [...steps, ...rest]) await record(command);
}

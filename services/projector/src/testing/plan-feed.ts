import { randomUUID } from "node:crypto";
import { type Fact, streamOf, toStored } from "@mingzhang/domain";
import type { EventStore, NewEvent } from "@mingzhang/event-store";

const named = (zh: string, en: string) => ({ zh, en });
const slug = "feed-plan";
const day = "2016-01-01";

/** Records plain facts of one plan, many at once where asked, without a decision: speed is what it is for. */
export class PlanFeed {
  private readonly store: EventStore;
  private readonly plan: string;
  /** Ids in the order of acknowledgement. */
  readonly acknowledged: string[] = [];

  constructor(store: EventStore, plan = slug) {
    this.store = store;
    this.plan = plan;
  }

  async adopt(): Promise<void> {
    await this.append([
      fact("PlanAdopted", {
        slug: this.plan,
        name: named("规划", "Plan"),
        donor: named("甲区", "District A"),
        recipient: named("乙县", "County B"),
        firstYear: 2016,
        lastYear: 2018,
        document: "文件",
        dateAssumed: false,
      }),
      fact("FundsAppropriated", { year: 2016, amountFen: 10n ** 15n, voucher: "A", note: null }),
    ]);
  }

  appropriate(amountFen: bigint): Promise<bigint> {
    return this.append([fact("FundsAppropriated", { year: 2016, amountFen, voucher: "A", note: null })]);
  }

  /** A release to a project that the plan does not have: no decision would make it, and no fold takes it. */
  impossible(): Promise<bigint> {
    return this.append([fact("FundsReleased", { project: "nowhere", amountFen: 1n, voucher: "R", note: null })]);
  }

  async append(facts: readonly Fact[]): Promise<bigint> {
    return this.raw(facts.map((one) => toStored(one, { actor: "test", command: "test", digest: "test" })));
  }

  async raw(events: readonly NewEvent[]): Promise<bigint> {
    const appended = await this.store.append(streamOf(this.plan), "any", events);
    if (appended.kind === "conflict") throw new Error("nothing was expected of the stream");
    this.acknowledged.push(...events.map(({ id }) => id));
    return appended.position;
  }
}

function fact(type: Fact["type"], data: unknown): Fact {
  return { id: randomUUID(), type, occurredOn: day, replaces: null, simulated: false, data } as Fact;
}

export const feedSlug = slug;

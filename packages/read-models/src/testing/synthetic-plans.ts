import { createHash } from "node:crypto";
import { addDays, type Fact, streamOf, toStored } from "@mingzhang/domain";
import type { NewEvent } from "@mingzhang/event-store";
import { testPlan, testProject } from "./test-plan.ts";

export interface SyntheticOptions {
  /** Plans among which the events are shared out evenly; their slugs are `plan-0`, `plan-1`, … */
  readonly plans: number;
  /** Events in all; each plan begins with 21 that adopt it and fill its matrix. */
  readonly events: number;
  /** Events of one append at most; default 5. A plan's first events come in one append. */
  readonly perAppend?: number;
}

/** What one call of `append` takes: `store.append(stream, "any", events)`. */
export interface SyntheticAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
}

const opening = 21;
const firstDay = "2016-01-01";
const days = 1_700;
const codes = ["housing", "crafts", "1"] as const;

/**
 * Histories for measurements, the same ones on every call, valid for every fold: plans in turn, each adopted with
 * three projects, then about 90 % movements of money (1 % refunds, 0.5 % reversals), 8 % reports of progress and
 * milestones, 1 % allocations and 0.5 % corrections; one event in fifty occurred up to sixty days before the one
 * recorded before it. Nothing of it was decided: the store and the read models are what is measured.
 */
export async function* syntheticPlans({
  plans,
  events,
  perAppend = 5,
}: SyntheticOptions): AsyncGenerator<SyntheticAppend> {
  const books = Array.from({ length: plans }, (_, number) => {
    const share = Math.floor(events / plans) + (number < events % plans ? 1 : 0);
    return new SyntheticPlan(number, Math.max(share, opening));
  });
  let open = books;
  while (open.length > 0) {
    for (const book of open) yield { stream: book.stream, events: book.next(perAppend) };
    open = open.filter((book) => book.left > 0);
  }
}

class SyntheticPlan {
  readonly stream: string;
  left: number;
  private readonly slug: string;
  private readonly total: number;
  private made = 0;
  /** Ids of what later events may name, newest last; each is named once. */
  private readonly payments: string[] = [];
  private readonly releases: string[] = [];
  private readonly reports: string[] = [];

  constructor(number: number, total: number) {
    this.slug = `plan-${number}`;
    this.stream = streamOf(this.slug);
    this.total = total;
    this.left = total;
  }

  next(limit: number): readonly NewEvent[] {
    const facts = this.made === 0 ? this.opening() : this.ongoing(Math.min(limit, this.left));
    this.left -= facts.length;
    return facts.map((fact) => toStored(fact, { actor: "synthetic", command: fact.id, digest: "synthetic" }));
  }

  private opening(): readonly Fact[] {
    const { adopted, rule, bases, sectors, allocations } = testPlan(this.slug);
    return [
      this.fact("PlanAdopted", firstDay, adopted),
      this.fact("FundingRuleSet", firstDay, rule),
      ...bases.map((base) => this.fact("FundingBaseEstimated", firstDay, base)),
      ...sectors.map((sector) => this.fact("SectorAdded", firstDay, sector)),
      ...codes.map((code, index) => this.fact("ProjectAdded", firstDay, testProject(code, index + 1))),
      ...allocations.map((cell) => this.fact("AllocationSet", firstDay, cell)),
      this.fact("FundsAppropriated", firstDay, { year: 2016, amountFen: 10n ** 15n, voucher: "拨-0", note: null }),
      ...codes.map((code) => this.fact("MilestonePlanned", firstDay, milestone(code))),
    ];
  }

  private ongoing(count: number): readonly Fact[] {
    return Array.from({ length: count }, () => this.oneMore());
  }

  private oneMore(): Fact {
    const turn = this.made;
    const kind = turn % 200;
    const day = this.day(turn);
    const project = codes[turn % 3] ?? "housing";
    const amountFen = BigInt(1_000 + ((turn * 7_919) % 90_000));
    const money = { project, amountFen, voucher: `凭证-${turn}`, note: null };
    const payment = kind % 100 === 50 ? this.payments.shift() : undefined;
    const release = kind === 77 ? this.releases.shift() : undefined;
    const report = kind === 133 ? this.reports.pop() : undefined;
    if (payment) return this.fact("RefundReceived", day, { ...bare(money), payment, amountFen: 10n, reason: "多付" });
    if (release) return this.fact("TransferReversed", day, { ...bare(money), transfer: release, reason: "退回" });
    if (report) return this.fact("PhysicalProgressReported", day, progress(turn), report);
    if (kind % 12 === 5) return this.kept(this.reports, this.fact("PhysicalProgressReported", day, progress(turn)));
    if (kind % 100 === 99) {
      return this.fact("AllocationSet", day, { project, year: 2017, amountFen });
    }
    if (kind % 10 === 0) {
      return this.fact("FundsAppropriated", day, { ...bare(money), year: 2016, amountFen });
    }
    if (kind % 4 === 1) return this.kept(this.releases, this.fact("FundsReleased", day, money));
    const payee = { payeeKind: "contractor", payeeName: `第${turn % 40}施工队`, purpose: "进度款" };
    return this.kept(this.payments, this.fact("PaymentMade", day, { ...money, ...payee }));
  }

  private kept(list: string[], fact: Fact): Fact {
    list.push(fact.id);
    if (list.length > 50) list.shift();
    return fact;
  }

  /** Days go on evenly to the end of the plan; now and then one is entered late. */
  private day(turn: number): string {
    const at = Math.floor((turn * days) / this.total);
    return addDays(firstDay, turn % 50 === 49 ? Math.max(1, at - (turn % 60)) : Math.max(1, at));
  }

  private fact(type: Fact["type"], occurredOn: string, data: unknown, corrects?: string): Fact {
    const id = uuidOf(`${this.slug} ${this.made}`);
    this.made += 1;
    const replaces = corrects === undefined ? null : { event: corrects, reason: "录入有误" };
    return { id, type, occurredOn, replaces, simulated: false, data } as Fact;
  }
}

const milestone = (project: string) => ({
  project,
  milestone: "roof",
  name: { zh: "封顶", en: "Roof" },
  dueOn: "2018-06-30",
});

const progress = (turn: number) => ({ project: "housing", quantity: "houses", done: String(turn % 200), note: null });

const bare = ({ voucher, note }: { voucher: string; note: null }) => ({ voucher, note });

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

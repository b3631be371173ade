import type { EventName } from "../event/catalogue.ts";
import type { Fact } from "../event/plan-event.ts";
import { type StoredForm, toStored } from "../event/plan-event.ts";
import { addDays } from "../time/day.ts";

export interface LongPlanOptions {
  readonly slug: string;
  /** How many events the stream is to hold; at least 200. */
  readonly events: number;
}

const wan = 1_000_000n;
const firstYear = 2016;
const lastYear = 2020;
const adoptedOn = "2016-01-01";
const days = 1820;
const yearlyFen = 100_000n * wan;
const codes = ["housing", "tents", "homestays", "crafts", "tourism", "flood-control", "training", "innovation"];
const units = 100_000;

/**
 * The stored events of a plan as a busy county would fill it: eight projects over five years, money appropriated and
 * released each January, progress each month, and for the rest payments day by day, of which two in a hundred are
 * recorded up to a month late, and some are corrected, voided, refunded or reversed. The same options give the same
 * events. No rule is broken anywhere in it, and money is left for more.
 */
export function longPlan({ slug, events }: LongPlanOptions): readonly StoredForm[] {
  return new LongPlan(slug, events).write();
}

interface Payment {
  readonly id: string;
  readonly occurredOn: string;
  readonly project: string;
  readonly amountFen: bigint;
}

class LongPlan {
  private readonly slug: string;
  private readonly wanted: number;
  private readonly facts: Fact[] = [];
  private readonly paid: Payment[] = [];
  private random: number;

  constructor(slug: string, wanted: number) {
    this.slug = slug;
    this.wanted = wanted;
    // Two plans in one store have no id in common.
    this.random = [...slug].reduce((seed, char) => (Math.imul(seed, 31) + (char.codePointAt(0) ?? 0)) >>> 0, 20160101);
  }

  write(): readonly StoredForm[] {
    this.adopt();
    for (let day = 1; day <= days; day++) {
      const today = addDays(adoptedOn, day);
      if (today.endsWith("-01-02")) this.fund(today);
      if (today.endsWith("-15")) this.progress(today, day);
      const goal = Math.ceil((this.wanted * day) / days);
      while (this.facts.length < goal) this.entry(today);
    }
    return this.facts.map((fact, index) =>
      toStored(fact, { actor: "clerk", command: `${this.slug}-${index}`, digest: this.hex(64) }),
    );
  }

  private adopt(): void {
    const name = (text: string) => ({ zh: text, en: null });
    const plan = { slug: this.slug, name: name("长规划"), donor: name("甲区"), recipient: name("乙县") };
    this.add("PlanAdopted", adoptedOn, { ...plan, firstYear, lastYear, document: "文件", dateAssumed: false });
    this.add("ThresholdsSet", adoptedOn, { paymentCeilingPoints: "20" });
    this.add("SectorAdded", adoptedOn, { sector: "livelihood", name: name("民生改善") });
    for (const [index, project] of codes.entries()) {
      this.add("ProjectAdded", adoptedOn, {
        project,
        number: index + 1,
        sector: "livelihood",
        name: name(project),
        category: "类别",
        description: name("说明"),
        responsibleUnit: name("县局"),
        startYear: firstYear,
        endYear: lastYear,
        carriedOver: true,
        totalInvestmentFen: yearlyFen * 5n,
        quantities: [{ code: "units", name: name("数量"), unit: name("个"), planned: String(units) }],
        fundingSources: [{ kind: "pairedAssistance", amountFen: yearlyFen * 5n, note: null }],
      });
    }
    for (const project of codes) {
      for (let year = firstYear; year <= lastYear; year++) {
        this.add("AllocationSet", adoptedOn, { project, year, amountFen: yearlyFen });
      }
    }
  }

  private fund(today: string): void {
    const amountFen = yearlyFen * BigInt(codes.length);
    this.add("FundsAppropriated", today, { year: Number(today.slice(0, 4)), amountFen, voucher: "A", note: null });
    for (const project of codes) {
      this.add("FundsReleased", today, { project, amountFen: yearlyFen, voucher: "R", note: null });
    }
  }

  private progress(today: string, day: number): void {
    const done = String(Math.floor((units * day) / (days + 10)));
    for (const project of codes) {
      this.add("PhysicalProgressReported", today, { project, quantity: "units", done, note: null });
    }
  }

  private entry(today: string): void {
    const chance = this.below(1000);
    const recent = this.paid.at(-1 - this.below(50));
    if (chance < 950 || !recent) return this.pay(today);
    // What is corrected, refunded or reversed once is left alone afterwards.
    if (chance >= 970) this.paid.splice(this.paid.indexOf(recent), 1);
    const { id, occurredOn, project, amountFen } = recent;
    const entry = { voucher: "V", reason: "原因", note: null };
    if (chance < 970) return this.pay(this.late(today));
    if (chance < 985) {
      const data = this.payment(project, amountFen - 1n);
      return void this.add("PaymentMade", occurredOn, data, { event: id, reason: "金额有误" });
    }
    if (chance < 995) {
      return void this.add("RefundReceived", today, { payment: id, amountFen: amountFen / 2n, ...entry });
    }
    if (chance < 998) return void this.add("TransferReversed", today, { transfer: id, ...entry });
    this.add("RecordVoided", occurredOn, { reason: "重复" }, { event: id, reason: "重复" });
  }

  private pay(occurredOn: string): void {
    const project = codes[this.below(codes.length)] ?? "housing";
    // A project's payments come to about three quarters of what it has by then.
    const share = (yearlyFen * BigInt(codes.length) * 15n) / (BigInt(this.wanted) * 4n);
    const amountFen = (share * BigInt(80 + this.below(40))) / 100n;
    const id = this.add("PaymentMade", occurredOn, this.payment(project, amountFen));
    this.paid.push({ id, occurredOn, project, amountFen });
    if (this.paid.length > 200) this.paid.shift();
  }

  private payment(project: string, amountFen: bigint): object {
    const payee = { payeeKind: "contractor", payeeName: `施工队${this.below(40)}`, purpose: "工程进度款" };
    return { project, amountFen, ...payee, voucher: `P-${this.facts.length}`, note: null };
  }

  /** A day up to a month earlier, of the same year and after the year's money came. */
  private late(today: string): string {
    const early = addDays(today, -1 - this.below(30));
    const money = `${today.slice(0, 4)}-01-02`;
    return early < money ? today : early;
  }

  private add(type: EventName, occurredOn: string, data: object, replaces: Fact["replaces"] = null): string {
    const id = `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-8${this.hex(3)}-${this.hex(12)}`;
    this.facts.push({ id, type, occurredOn, replaces, simulated: true, data } as unknown as Fact);
    return id;
  }

  private below(bound: number): number {
    // A linear congruential generator: not random to anybody but a hash table, and the same everywhere.
    this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.random / 2 ** 32) * bound);
  }

  private hex(length: number): string {
    let text = "";
    while (text.length < length) text += this.below(65536).toString(16).padStart(4, "0");
    return text.slice(0, length);
  }
}

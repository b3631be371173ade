import type { Command, PlanEvent } from "@mingzhang/domain";
import { fromStored } from "@mingzhang/domain";
import type { StoredEvent } from "@mingzhang/event-store";
import { HistoryMaker, type RandomHistory } from "./random-history.ts";
import { testPlan } from "./test-plan.ts";

/** A history written by hand, one accepted command after another. */
export class Book {
  private readonly maker = new HistoryMaker();

  /** The plan `alpha`, adopted on and with the first of 2016, and 500 万元 in its account. */
  static opened(): Book {
    const book = new Book();
    book.maker.today = "2016-01-01";
    book.record("2016-01-01", { name: "AdoptPlan", occurredOn: "2016-01-01", plan: testPlan("alpha") });
    book.appropriate("2016-01-02", 500n);
    return book;
  }

  /** Records on a day what the domain accepts, and throws on what it refuses. Returns the first event. */
  record(recordedOn: string, command: Command, slug = "alpha"): PlanEvent {
    if (recordedOn > this.maker.today) this.maker.today = recordedOn;
    const accepted = this.maker.record(slug, command, { gap: 0, simulated: false });
    const first = this.maker.appends.at(-1)?.[0];
    if (!accepted || !first) throw new Error(`${command.name} is refused`);
    return fromStored(first);
  }

  appropriate(occurredOn: string, wan: bigint, recordedOn = occurredOn): PlanEvent {
    const data = { year: 2016, amountFen: wan * 1_000_000n, voucher: "拨", note: null };
    return this.record(recordedOn, { name: "AppropriateFunds", occurredOn, data });
  }

  release(occurredOn: string, project: string, wan: bigint, recordedOn = occurredOn): PlanEvent {
    const data = { project, amountFen: wan * 1_000_000n, voucher: "下", note: null };
    return this.record(recordedOn, { name: "ReleaseFunds", occurredOn, data });
  }

  pay(occurredOn: string, project: string, wan: bigint, recordedOn = occurredOn): PlanEvent {
    const payee = { payeeKind: "contractor", payeeName: "施工队", purpose: "进度款" } as const;
    const data = { project, amountFen: wan * 1_000_000n, voucher: "支", note: null, ...payee };
    return this.record(recordedOn, { name: "MakePayment", occurredOn, data });
  }

  refund(occurredOn: string, payment: string, wan: bigint, recordedOn = occurredOn): PlanEvent {
    const data = { payment, amountFen: wan * 1_000_000n, voucher: "退", reason: "多付", note: null };
    return this.record(recordedOn, { name: "ReceiveRefund", occurredOn, data });
  }

  reverse(occurredOn: string, transfer: string, recordedOn = occurredOn): PlanEvent {
    const data = { transfer, voucher: "冲", reason: "退回", note: null };
    return this.record(recordedOn, { name: "ReverseTransfer", occurredOn, data });
  }

  /** Houses done so far: an event that is folded and moves no money. */
  progress(
    occurredOn: string,
    done: number,
    { recordedOn = occurredOn, corrects = null as string | null } = {},
  ): PlanEvent {
    const data = { project: "housing", quantity: "houses", done: String(done), note: null };
    const command = { name: "ReportProgress", occurredOn, data } as const;
    const correction = corrects === null ? {} : { corrects: { event: corrects, reason: "录入有误" } };
    return this.record(recordedOn, { ...command, ...correction });
  }

  takeOut(recordedOn: string, event: string): PlanEvent {
    return this.record(recordedOn, { name: "VoidRecord", corrects: { event, reason: "误录" } });
  }

  /** An event of the installation itself. */
  rotateKey(): void {
    this.maker.rotateKey({ gap: 0 });
  }

  history(): RandomHistory {
    return this.maker.made();
  }

  appends(): readonly (readonly StoredEvent[])[] {
    return this.maker.appends;
  }
}

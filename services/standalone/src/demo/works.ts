import { addDays, type Day, type LocalText, type PayeeKind, preparationSteps } from "@mingzhang/domain";
import { type Fen, parseWan } from "@mingzhang/ledger";
import type { Book, EntryOptions } from "./book.ts";

/** Payment for work done. */
export interface Pay extends EntryOptions {
  readonly on: Day;
  readonly amountFen: Fen;
  readonly kind: PayeeKind;
  readonly payee: string;
  readonly purpose: string;
  /** Where two entries speak of one voucher; else the next one of the project's series. */
  readonly voucher?: string;
}

/** A measurement with the payments that follow it. */
export interface Stage {
  readonly measuredOn: Day;
  readonly done: Readonly<Record<string, string>>;
  readonly pay?: readonly Pay[];
}

export interface Target {
  readonly code: string;
  readonly name: LocalText;
  readonly dueOn: Day;
  readonly rescheduled?: { readonly on: Day; readonly dueOn: Day; readonly reason: string };
  readonly reachedOn?: Day;
  readonly missed?: { readonly on: Day; readonly reason: string };
}

export interface Works {
  readonly project: string;
  /** Number of the project in the plan: names its series of vouchers. */
  readonly number: number;
  readonly milestonesPlannedOn: Day;
  readonly milestones: readonly Target[];
  /** Day of the first of the seven steps before a start; none where the project is taken over. */
  readonly preparationFrom?: Day;
  readonly startedOn: Day;
  readonly releases: readonly { readonly on: Day; readonly amountFen: Fen }[];
  readonly stages: readonly Stage[];
  readonly payments?: readonly Pay[];
  readonly acceptedOn?: Day;
}

/** An amount of the script, written in 万元. */
export function wan(text: string): Fen {
  const amount = parseWan(text);
  if (amount === null) throw new RangeError(`not an amount in 万元: ${text}`);
  return amount;
}

export const simulatedDocument = (year: string, what: string): string => `模拟文件〔${year}〕：${what}`;

const preparationNames = {
  benefitAssessment: "综合效益评估",
  investmentAssessment: "投资概算评估",
  riskAssessment: "风险评估",
  feasibilityReport: "可行性报告",
  congressReview: "人大评审",
  consultativeReview: "政协评审",
  residentsReview: "群众代表评审",
} as const;
const daysBetweenSteps = 13;

/** Writes the whole life of one project into the book. Gives the key of each payment, in their order. */
export function recordWorks(book: Book, works: Works): readonly string[] {
  const { project, number, startedOn, acceptedOn } = works;
  prepare(book, works);
  const document = simulatedDocument(startedOn.slice(0, 4), "开工报告");
  book.record("StartProject", startedOn, { project, document, note: null });
  recordMilestones(book, works);
  for (const one of works.releases) release(book, { project, number, ...one });
  for (const stage of works.stages) {
    for (const [quantity, done] of Object.entries(stage.done)) {
      book.record("ReportProgress", stage.measuredOn, { project, quantity, done, note: null });
    }
  }
  const payments = [...works.stages.flatMap(({ pay = [] }) => pay), ...(works.payments ?? [])];
  const keys = payments.map((pay) => recordPayment(book, works, pay));
  if (acceptedOn) {
    const paper = simulatedDocument(acceptedOn.slice(0, 4), "竣工验收意见");
    book.record("AcceptProject", acceptedOn, { project, document: paper, note: null });
  }
  return keys;
}

export function recordPayment(book: Book, at: { project: string; number: number }, pay: Pay): string {
  const { on, amountFen, kind, payee, purpose } = pay;
  const data = {
    project: at.project,
    amountFen,
    payeeKind: kind,
    payeeName: `${payee}（模拟）`,
    purpose: `${purpose}（模拟）`,
    voucher: pay.voucher ?? book.voucher(Number(on.slice(0, 4)), at.number),
    note: null,
  };
  return book.entering(pay).record("MakePayment", on, data);
}

export function release(book: Book, at: { project: string; number: number; on: Day; amountFen: Fen }): string {
  const voucher = book.voucher(Number(at.on.slice(0, 4)), at.number);
  return book.record("ReleaseFunds", at.on, { project: at.project, amountFen: at.amountFen, voucher, note: null });
}

function prepare(book: Book, { project, preparationFrom }: Works): void {
  if (!preparationFrom) return;
  for (const [index, step] of preparationSteps.entries()) {
    const on = addDays(preparationFrom, index * daysBetweenSteps);
    const document = simulatedDocument(on.slice(0, 4), preparationNames[step]);
    book.record("RecordPreparation", on, { project, step, document });
  }
}

function recordMilestones(book: Book, { project, milestonesPlannedOn, milestones }: Works): void {
  for (const { code: milestone, name, dueOn, rescheduled, reachedOn, missed } of milestones) {
    book.record("PlanMilestone", milestonesPlannedOn, { project, milestone, name, dueOn });
    if (missed) book.record("MissMilestone", missed.on, { project, milestone, reason: `${missed.reason}（模拟）` });
    if (rescheduled) {
      const reason = `${rescheduled.reason}（模拟）`;
      book.record("RescheduleMilestone", rescheduled.on, { project, milestone, dueOn: rescheduled.dueOn, reason });
    }
    if (reachedOn) {
      const document = simulatedDocument(reachedOn.slice(0, 4), "节点确认单");
      book.record("ReachMilestone", reachedOn, { project, milestone, document });
    }
  }
}

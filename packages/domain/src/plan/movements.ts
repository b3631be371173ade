import { type Fen, movement, type Posting, reversed } from "@mingzhang/ledger";
import type { LiveEvent } from "../replay/timeline.ts";
import { yearOf } from "../time/day.ts";
import {
  earmarked,
  findTransfer,
  payees,
  type PlanState,
  subledger,
  type TransferKind,
  type TransferState,
  treasury,
} from "./plan-state.ts";

/** What an event moves, and which running sums it changes. The one place that turns a fact into postings. */
export interface Movement {
  readonly kind: TransferKind;
  readonly amountFen: Fen;
  readonly postings: readonly Posting[];
  readonly project: string | null;
  readonly year: number | null;
  readonly countedIn: number;
  /** Signed changes of the running sums; all of them zero but those that the kind concerns. */
  readonly appropriatedFen: Fen;
  readonly releasedFen: Fen;
  readonly paidFen: Fen;
  /** The transfer whose open amount shrinks, for refunds and reversals. */
  readonly settles: string | null;
}

/** The transfers so far: all that a movement depends on. */
type Settled = Pick<PlanState, "transfers">;

/** The movement of a live event on the state before it; null where the event moves no money. */
export function movementOf(state: Settled, { event, resolve }: LiveEvent): Movement | null {
  const countedIn = yearOf(event.occurredOn);
  switch (event.type) {
    case "FundsAppropriated": {
      const { amountFen, year } = event.data;
      const postings = movement(treasury, earmarked, amountFen);
      return open("appropriation", { amountFen, postings, project: null, year, countedIn });
    }
    case "FundsReleased": {
      const { amountFen, project } = event.data;
      const postings = movement(earmarked, subledger(project), amountFen);
      return open("release", { amountFen, postings, project, year: null, countedIn });
    }
    case "PaymentMade":
    case "HouseholdPaid": {
      const { amountFen, project } = event.data;
      const postings = movement(subledger(project), payees(project), amountFen);
      return open("payment", { amountFen, postings, project, year: null, countedIn });
    }
    case "RefundReceived":
      return refund(state, { payment: resolve(event.data.payment), amountFen: event.data.amountFen, countedIn });
    case "TransferReversed":
      return reversal(state, resolve(event.data.transfer));
    default:
      return null;
  }
}

/**
 * What settles nothing. One literal with every field: there is one for each movement of a replay, and an object that is
 * spread and then overwritten costs a hundred times as much.
 */
function open(
  kind: "appropriation" | "release" | "payment",
  {
    amountFen,
    postings,
    project,
    year,
    countedIn,
  }: Pick<Movement, "amountFen" | "postings" | "project" | "year" | "countedIn">,
): Movement {
  return {
    project,
    year,
    appropriatedFen: kind === "appropriation" ? amountFen : 0n,
    releasedFen: kind === "release" ? amountFen : 0n,
    paidFen: kind === "payment" ? amountFen : 0n,
    settles: null,
    kind,
    amountFen,
    postings,
    countedIn,
  };
}

function refund(state: Settled, of: { payment: string; amountFen: Fen; countedIn: number }): Movement {
  const payment = findTransfer(state, of.payment);
  if (!payment?.project) throw new Error(`refund of ${of.payment}, which is no payment of this plan`);
  const { project } = payment;
  return {
    project,
    year: null,
    appropriatedFen: 0n,
    releasedFen: 0n,
    paidFen: -of.amountFen,
    settles: payment.fact,
    kind: "refund",
    amountFen: of.amountFen,
    postings: movement(payees(project), subledger(project), of.amountFen),
    countedIn: payment.countedIn,
  };
}

function reversal(state: Settled, id: string): Movement {
  const transfer = findTransfer(state, id);
  if (!transfer) throw new Error(`reversal of ${id}, which is no transfer of this plan`);
  const amountFen = transfer.openFen;
  const [give, take] = reversed(transfer.postings).toSorted((a, b) => Number(a.amountFen - b.amountFen));
  if (!give || !take) throw new Error(`transfer ${id} has no postings`);
  return {
    kind: "reversal",
    amountFen,
    postings: movement(give.account, take.account, amountFen),
    project: transfer.project,
    year: transfer.year,
    countedIn: transfer.countedIn,
    appropriatedFen: transfer.kind === "appropriation" ? -amountFen : 0n,
    releasedFen: transfer.kind === "release" ? -amountFen : 0n,
    paidFen: transfer.kind === "payment" ? -amountFen : 0n,
    settles: transfer.fact,
  };
}

/** The line of a movement before anything settles it. It holds all of the movement, as it always has. */
export function lineOf(fact: string, moved: Movement): TransferState {
  return { fact, ...moved, openFen: moved.settles ? 0n : moved.amountFen };
}

/** Whether an event concerns the account or project that a breach speaks of. */
export function touches({ event }: LiveEvent, breach: { account?: unknown; project?: unknown }): boolean {
  switch (event.type) {
    case "FundsAppropriated":
      return breach.account === earmarked;
    case "FundsReleased":
    case "PaymentMade":
    case "HouseholdPaid":
      return (
        breach.project === event.data.project ||
        breach.account === subledger(event.data.project) ||
        (event.type === "FundsReleased" && breach.account === earmarked)
      );
    case "ReallocationDecided":
      return [...event.data.from, ...event.data.to].some(({ project }) => project === breach.project);
    case "PlanAmended":
      return event.data.changes.some(({ project }) => project === breach.project);
    case "RefundReceived":
    case "TransferReversed":
      return true;
    default:
      return false;
  }
}

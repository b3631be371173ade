import type { PlanEvent } from "@mingzhang/domain";
import type { PoisonEvent } from "./poison-event.ts";

/** An event about to be projected, with all that follows from the events before it. */
export interface Recorded {
  readonly event: PlanEvent;
  readonly publicIndex: bigint;
  /** Position of the last event of its append: what an append changes is known from there on. */
  readonly knownFrom: bigint;
  /** Id and position of the first event of its chain of corrections. */
  readonly fact: string;
  readonly place: bigint;
  /** Fact of the transfer that it settles, where it is a refund or a reversal. */
  readonly settles: string | null;
  readonly projects: readonly string[];
  /** Whether it is a transfer. */
  readonly moves: boolean;
  readonly replaced: Known | null;
}

/** What an event needs to know of an earlier one that it names. */
export interface Known {
  readonly id: string;
  readonly type: string;
  readonly plan: string | null;
  readonly fact: string;
  readonly place: bigint;
  readonly settles: string | null;
  readonly projects: readonly string[];
  readonly moves: boolean;
  readonly occurredOn: string;
  readonly position: bigint;
  /** The event that has taken its place since. */
  readonly replacedBy: string | null;
}

/** The events of one append: they became known together. */
export interface Append {
  readonly plan: string;
  readonly shard: number;
  readonly firstPosition: bigint;
  readonly knownFrom: bigint;
  /** None where the append could not be read. */
  readonly events: readonly Recorded[];
  readonly unread: PoisonEvent | null;
}

/** The transfer that a refund or a reversal names, as its event names it. */
export function settledBy(event: PlanEvent): string | null {
  if (event.type === "RefundReceived") return event.data.payment;
  if (event.type === "TransferReversed") return event.data.transfer;
  return null;
}

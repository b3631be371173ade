import {
  findTransfer,
  type LiveEvent,
  type PlanEvent,
  type RecordedEvent,
  type Replay,
  replay,
} from "@mingzhang/domain";
import type { EventRow, TransferRow } from "../contract.ts";

/** What the tables must say, worked out from all events by the plain fold and by nothing else. */
export class ByDefinition {
  private readonly events: readonly RecordedEvent[];
  readonly asOf: string;
  readonly knownAt: string;

  constructor(events: readonly RecordedEvent[], { asOf, knownAt }: { asOf: string; knownAt: string }) {
    this.events = events;
    this.asOf = asOf;
    this.knownAt = knownAt;
  }

  position(): bigint {
    return this.events.findLast(({ recordedAt }) => recordedAt <= this.knownAt)?.position ?? 0n;
  }

  replay(slug: string): Replay | null {
    return replay(this.of(slug), this);
  }

  /** Newest day first, then newest place. */
  transfers(slug: string): readonly TransferRow[] {
    const replayed = this.replay(slug);
    return (replayed?.live ?? []).toReversed().flatMap((live): TransferRow[] => {
      const { event, fact } = live;
      const line = replayed && findTransfer(replayed.state, fact);
      if (!line || !("voucher" in event.data)) return [];
      const account = (sign: bigint) => line.postings.find(({ amountFen }) => amountFen * sign > 0n)?.account ?? "";
      return [
        {
          id: event.id,
          fact,
          kind: line.kind,
          occurredOn: event.occurredOn,
          recordedAt: event.recordedAt,
          amountFen: line.amountFen,
          from: account(-1n),
          to: account(1n),
          project: line.project,
          year: line.year,
          payeeName: "payeeName" in event.data ? event.data.payeeName : null,
          payeeKind: payeeKindOf(event),
          purpose: "purpose" in event.data ? event.data.purpose : null,
          voucher: event.data.voucher,
          publicIndex: this.indexOf(event),
          settles: settledBy(live),
          openFen: line.openFen,
        },
      ];
    });
  }

  /** Newest recorded first. */
  known(slug: string): readonly EventRow[] {
    return this.entries()
      .filter(({ event }) => event.plan === slug)
      .toReversed();
  }

  ofInstallation(): readonly EventRow[] {
    return this.entries().filter(({ event }) => event.plan === null);
  }

  entries(): readonly EventRow[] {
    const known = this.events.filter(({ recordedAt }) => recordedAt <= this.knownAt);
    return known
      .filter(({ occurredOn }) => occurredOn <= this.asOf)
      .map((event) => ({
        event,
        publicIndex: this.indexOf(event),
        replacedBy: known.find(({ replaces }) => replaces?.event === event.id)?.id ?? null,
      }));
  }

  /** Sums of what was allocated, by `project year`, without cells that come to nothing. */
  cells(slug: string): Record<string, bigint> {
    const projects = Object.entries(this.replay(slug)?.state.projects ?? {});
    const cells = projects.flatMap(([project, { allocations }]) =>
      Object.entries(allocations).map(([year, amountFen]): [string, bigint] => [`${project} ${year}`, amountFen]),
    );
    return Object.fromEntries(cells.filter(([, amountFen]) => amountFen !== 0n));
  }

  private of(slug: string): readonly PlanEvent[] {
    return this.events.filter((event): event is PlanEvent => event.plan === slug);
  }

  private indexOf(event: RecordedEvent): bigint {
    return BigInt(this.events.indexOf(event));
  }
}

/** A live event without its function, to be compared. */
export function plainLive({ event, fact, place }: LiveEvent) {
  return { event, fact, place };
}

function payeeKindOf({ type, data }: LiveEvent["event"]): TransferRow["payeeKind"] {
  if (type === "HouseholdPaid") return "household";
  return type === "PaymentMade" ? data.payeeKind : null;
}

function settledBy({ event: { type, data }, resolve }: LiveEvent): string | null {
  if (type === "RefundReceived") return resolve(data.payment);
  return type === "TransferReversed" ? resolve(data.transfer) : null;
}

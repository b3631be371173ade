import type { Fen } from "@mingzhang/ledger";
import type {
  InstallationEvent,
  LiveEvent,
  Moment,
  PayeeKind,
  PlanEvent,
  RecordedEvent,
  Replay,
  TransferKind,
} from "@mingzhang/domain";

/** A pair of dates as a caller gives it: either may be left out, and then stands for now. */
export interface AskedMoment {
  readonly asOf?: string | null;
  readonly knownAt?: string | null;
}

/** A pair that an answer stands for, for ever: `position` is the last one in the store that is known at `knownAt`. */
export interface ResolvedMoment extends Moment {
  readonly position: bigint;
}

/** A date or instant that does not exist or has not come yet. Names field, value and reason. */
export class InvalidMoment extends Error {
  readonly field: "asOf" | "knownAt";
  readonly value: string;
  readonly reason: "no-date" | "no-instant" | "in-future";

  constructor(field: "asOf" | "knownAt", value: string, reason: "no-date" | "no-instant" | "in-future") {
    super(`${field} ${value}: ${reason}`);
    this.name = "InvalidMoment";
    this.field = field;
    this.value = value;
    this.reason = reason;
  }
}

/**
 * A plan at a moment: what `replay` gives, less what would cost a reading of the whole history. `position` is that of
 * the plan's last event known at the moment.
 */
export interface PlanReplay extends Pick<Replay, "view"> {
  readonly moment: ResolvedMoment;
  readonly position: bigint;
  readonly stateHash: string;
}

export interface Page {
  readonly first: number;
  /** Opaque cursor of the row before the page. */
  readonly after: string | null;
}

export interface Paged<T> {
  readonly totalCount: number;
  readonly rows: readonly { readonly cursor: string; readonly node: T }[];
  readonly hasNextPage: boolean;
}

/**
 * An event with its stable public index and what became of it, as known at the moment of the query: one of a plan, or
 * one of the installation itself, which belongs to none.
 */
export interface EventRow<E extends RecordedEvent = RecordedEvent> {
  readonly event: E;
  /** Dense from 0 over all public events of the installation, in the order of their positions. Never changes. */
  readonly publicIndex: bigint;
  readonly replacedBy: string | null;
}

export interface TransferRow {
  readonly id: string;
  /** Identity of the fact: the id of the first event of its chain of corrections. */
  readonly fact: string;
  readonly kind: TransferKind;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly amountFen: Fen;
  /** Account names of the ledger: `treasury`, `earmarked`, `subledger:housing`, `payees:housing`. */
  readonly from: string;
  readonly to: string;
  readonly project: string | null;
  readonly year: number | null;
  readonly payeeName: string | null;
  /** Of a payment; null of every other movement: those that settle a payment name it. */
  readonly payeeKind: PayeeKind | "household" | null;
  readonly purpose: string | null;
  readonly voucher: string;
  readonly publicIndex: bigint;
  /** Identity of the fact that a refund or a reversal settles; null of every other movement. */
  readonly settles: string | null;
  /** What has neither been refunded nor reversed, in the same view. */
  readonly openFen: Fen;
}

/** What one event adds to one cell of the matrix; negative where it takes away. */
export interface AllocationRow {
  readonly event: string;
  readonly occurredOn: string;
  readonly project: string;
  readonly year: number;
  readonly amountFen: Fen;
}

export interface TransferFilter {
  readonly project?: string | null;
  /** Calendar year of the day on which it occurred. */
  readonly year?: number | null;
  readonly kind?: TransferKind | null;
  /** Inclusive days. */
  readonly from?: string | null;
  readonly to?: string | null;
}

export interface EventFilter {
  readonly project?: string | null;
  readonly type?: string | null;
}

/** What became of a file of evidence over all plans that ever named it. */
export type EvidenceStanding =
  | { readonly state: "public" }
  | { readonly state: "withdrawn"; readonly on: string; readonly reason: string };

/** An event at which a shard stands still: its plans are answered as known before it, and other plans go on. */
export interface ShardFailure {
  readonly event: string;
  readonly type: string;
  readonly plan: string;
  readonly position: bigint;
  readonly reason: string;
  /** When it was met first. */
  readonly since: string;
}

/** How far what is folded of a shard's plans is. */
export interface ShardStanding {
  readonly shard: number;
  /** Everything of it up to here is folded. */
  readonly position: bigint;
  /** Events of it that are recorded in the tables and not folded yet. */
  readonly pending: boolean;
  /** Number of the worker that folds it; null where nobody does. */
  readonly holder: number | null;
  readonly failure: ShardFailure | null;
}

/**
 * How far the tables are, for those who run the installation. Reasons are for staff: they may name what is not public.
 */
export interface Projection {
  /** As the checkpoint's: everything up to here is there, but for shards that stand still. */
  readonly position: bigint;
  readonly recordedAt: string;
  readonly shards: readonly ShardStanding[];
  /** Processes and threads that write the tables, by their names. */
  readonly workers: readonly string[];
}

/** Reads of the public and staff surface. Every one of them at a resolved moment. */
export interface ReadModels {
  /**
   * The pair that a question stands for. Waits until the tables hold all that was recorded up to an explicit
   * `knownAt`, so that the answer is final. Throws InvalidMoment.
   */
  resolve(asked: AskedMoment): Promise<ResolvedMoment>;
  /**
   * Slugs of the plans that exist at the moment, by slug. Throws `PlanStandsStill` where that is unknown of a plan;
   * with the plan among `without`, nothing is said of it and the others are given.
   */
  planSlugs(moment: ResolvedMoment, without?: readonly string[]): Promise<readonly string[]>;
  plan(slug: string, moment: ResolvedMoment): Promise<PlanReplay | null>;
  /**
   * The events that count at the moment in fold order, for `because` and `planDiff`: beside `plan`, because it costs
   * the reading of the plan's whole history. Empty where the plan does not exist.
   */
  liveEvents(slug: string, moment: ResolvedMoment): Promise<readonly LiveEvent[]>;
  /** Newest day first, then newest place. `totalFen` sums the whole filter, reversals and refunds counting negative. */
  transfers(
    slug: string,
    moment: ResolvedMoment,
    query: TransferFilter & Page,
  ): Promise<Paged<TransferRow> & { readonly totalFen: Fen }>;
  /** Newest recorded first, replaced ones included. */
  events(slug: string, moment: ResolvedMoment, query: EventFilter & Page): Promise<Paged<EventRow<PlanEvent>>>;
  /** Those of the installation itself, oldest recorded first. There are few. */
  installationEvents(moment: ResolvedMoment): Promise<readonly EventRow<InstallationEvent>[]>;
  event(id: string, moment: ResolvedMoment): Promise<EventRow | null>;
  /** Those of up to 1000 events that are known at the moment, in the order given: one question for a whole page. */
  eventsById(ids: readonly string[], moment: ResolvedMoment): Promise<readonly EventRow[]>;
  /** Public entries by index, oldest first from `from`, or the newest ones descending where `newest` is set. */
  entries(
    moment: ResolvedMoment,
    query: { plan?: string | null; from?: bigint; newest?: boolean; limit: number },
  ): Promise<readonly EventRow[]>;
  entry(index: bigint, moment: ResolvedMoment): Promise<EventRow | null>;
  /**
   * What became of up to 1000 files of evidence, by digest; those that no event that counts names are left out. At no
   * moment: by all that is recorded in the tables, and a withdrawal also where its plan stands still.
   */
  evidence(digests: readonly string[]): Promise<ReadonlyMap<string, EvidenceStanding>>;
  /** Digests of the files that a withdrawal names, whatever became of it, each once. */
  withdrawnEvidence(): Promise<readonly string[]>;
  /**
   * Events as they become visible in the tables, after a position; of one plan where one is named. An event that cannot
   * be read is not passed over: nothing after it is shown before it is. Ends when the signal aborts.
   */
  changes(after: bigint, signal: AbortSignal, plan?: string | null): AsyncIterable<EventRow>;
  /** Position and instant of the last event in the tables; 0 and the epoch before the first. */
  checkpoint(): Promise<{ readonly position: bigint; readonly recordedAt: string }>;
  /** How far the tables are, part by part. */
  projection(): Promise<Projection>;
  /** Resolves to true when the tables hold the position, to false after `waitMs`. */
  waitFor(position: bigint, waitMs: number): Promise<boolean>;
}

import type { JsonRecord, PayeeKind, TransferKind } from "@mingzhang/domain";
import type { ColumnType, Selectable } from "kysely";

/** The tables as Kysely sees them: bigint columns are bigint, dates and instants their canonical texts. */
export interface Tables {
  readonly checkpoint: CheckpointTable;
  readonly shard: ShardTable;
  readonly worker: WorkerTable;
  readonly plan: PlanTable;
  readonly plan_event: PlanEventTable;
  readonly plan_fold: PlanFoldTable;
  readonly transfer: TransferTable;
  readonly allocation: AllocationTable;
  readonly plan_snapshot: PlanSnapshotTable;
}

/** Who may write here: a worker and the number of its turn, which every change of hands raises. */
interface Held {
  readonly holder: number | null;
  readonly epoch: bigint;
}

/** One row: how far `plan_event` is, which program's projections built the tables, and which build this is. */
export interface CheckpointTable extends Held {
  readonly singleton: ColumnType<boolean, never, never>;
  readonly built_as: string;
  readonly build: string;
  readonly position: bigint;
  readonly recorded_at: string;
  readonly public_count: bigint;
}

/** How far what is folded per plan is. A shard is behind where `through` < `head`, and in step else. */
export interface ShardTable extends Held {
  readonly n: number;
  /** Position of its last event in `plan_event`. */
  readonly head: bigint;
  /** Everything of it up to here is folded. */
  readonly through: bigint;
  /** What it stands still at. */
  readonly failure: ShardFailure | null;
}

/** The event at which a shard stands still, and since when. */
export interface ShardFailure {
  readonly event: string;
  readonly type: string;
  readonly plan: string;
  readonly position: string;
  readonly reason: string;
  readonly since: string;
}

export interface WorkerTable {
  /** Also the number of the advisory lock that its session holds. */
  readonly number: number;
  readonly name: string;
  readonly seen_at: string;
}

export interface PlanTable {
  readonly slug: string;
  readonly last_revision: number;
  readonly last_position: bigint;
}

export interface PlanFoldTable {
  readonly plan: string;
  /** Events that were folded anew to make its snapshots, all together: see `snapshots/snapshots.ts`. */
  readonly refolded: bigint;
}

/** Every event for ever; what changes is only by whom it was replaced. */
export interface PlanEventTable {
  readonly position: bigint;
  readonly public_index: bigint;
  readonly id: string;
  /** Both null for an event of the installation itself: nothing is folded of it. */
  readonly plan: string | null;
  readonly shard: number | null;
  readonly revision: number;
  readonly type: string;
  readonly occurred_on: string;
  readonly recorded_at: string;
  readonly data: JsonRecord;
  readonly meta: JsonRecord;
  /** Id and position of the first event of its chain of corrections. */
  readonly fact: string;
  readonly place: bigint;
  /** Fact of the transfer that a refund or reversal settles. */
  readonly settles: string | null;
  readonly projects: readonly string[];
  /** Whether it is a transfer, and as such summed and not folded. */
  readonly moves: boolean;
  /** False for an event that could not be read: what follows from its content is not in its row yet. */
  readonly placed: boolean;
  readonly replaced_at: bigint | null;
  readonly replaced_by: string | null;
}

/** What every row with a validity in knowledge has: known from a position on, and up to before another. */
export interface KnownRange {
  readonly known_from: bigint;
  readonly known_to: bigint | null;
}

export interface TransferTable extends KnownRange {
  readonly plan: string;
  readonly fact: string;
  readonly event: string;
  readonly kind: TransferKind;
  readonly occurred_on: string;
  readonly recorded_at: string;
  readonly place: bigint;
  readonly public_index: bigint;
  readonly amount_fen: bigint;
  readonly from_account: string;
  readonly to_account: string;
  readonly project: string | null;
  readonly fiscal_year: number | null;
  readonly counted_in: number;
  /** Signed changes of the running sums, as the domain's `Movement` gives them. */
  readonly appropriated_fen: bigint;
  readonly released_fen: bigint;
  readonly paid_fen: bigint;
  readonly simulated: boolean;
  readonly settles: string | null;
  readonly payee_name: string | null;
  readonly payee_kind: PayeeKind | "household" | null;
  readonly purpose: string | null;
  readonly voucher: string;
}

/** What one event adds to one cell of the matrix; negative where it takes away. */
export interface AllocationTable extends KnownRange {
  readonly plan: string;
  readonly event: string;
  readonly occurred_on: string;
  readonly place: bigint;
  readonly project: string;
  readonly year: number;
  readonly amount_fen: bigint;
}

/** The fold of all that occurred up to a day, as it was known for a range of positions. */
export interface PlanSnapshotTable extends KnownRange {
  readonly plan: string;
  readonly through_on: string;
  /** Text of `snapshots/state-codec.ts`. */
  readonly state: string;
}

export type PlanEventRow = Selectable<PlanEventTable>;
export type TransferTableRow = Selectable<TransferTable>;
export type AllocationTableRow = Selectable<AllocationTable>;

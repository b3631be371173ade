import { type PayeeKind, payeeKinds, type TransferKind } from "@mingzhang/domain";
import type { Fen } from "@mingzhang/ledger";

/** The leg of the way on which money moved: into the account, to a project, to a payee. */
export type Stage = "appropriation" | "release" | "payment";

/** One movement of money. Labels are already written in the page's language. */
export interface Transfer {
  /** Public index of the entry that records it, in decimal. */
  readonly index: string;
  readonly kind: TransferKind;
  readonly stage: Stage;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly daysLate: number;
  /** What it adds to its stage; negative where money came back. */
  readonly amountFen: Fen;
  /** Account or payee. */
  readonly fromLabel: string;
  readonly toLabel: string;
  readonly purpose: string | null;
  readonly voucher: string;
  /** Sum of this stage over what the page's filter takes in, up to and including this movement. */
  readonly cumulativeFen: Fen;
  /** What lies in the earmarked account after it, whatever the filter. */
  readonly balanceFen: Fen;
  /** No published checkpoint covers its entry yet. */
  readonly unproved: boolean;
}

/** Net sums of each stage. */
export type StageSums = Readonly<Record<Stage, Fen>>;

/** As the address asks; null where it does not. Days are inclusive. */
export interface TransferFilter {
  readonly from: string | null;
  readonly to: string | null;
  readonly project: string | null;
  readonly kind: TransferKind | null;
  readonly year: number | null;
  readonly payee: PayeeFilter | null;
}

/** Kinds of payees, and households: natural persons, whose names nobody sees. */
export const payeeFilters = [...payeeKinds, "household"] as const;
export type PayeeFilter = PayeeKind | "household";

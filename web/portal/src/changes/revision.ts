import type { LocalText } from "@mingzhang/domain";
import type { Fen } from "@mingzhang/ledger";
import type { Change } from "./change.ts";

/** A decision that changed what projects are allocated, with what was there before it and after. */
export interface Revision {
  readonly change: Change;
  readonly document: string;
  readonly cells: readonly RevisedCell[];
  readonly totalBeforeFen: Fen;
  readonly totalAfterFen: Fen;
}

export interface RevisedCell {
  readonly project: LocalText;
  readonly year: number;
  readonly beforeFen: Fen;
  readonly afterFen: Fen;
}

import type { Words } from "@mingzhang/domain";

/** How the public log stands, as whoever keeps it hands it over. Instants are canonical. */
export interface PublicLogNow {
  readonly origin: string;
  readonly state: "starting" | "growing" | "held" | "trouble" | "refused";
  readonly publishedSize: number;
  readonly publishedAt: string | null;
  readonly waitingEntries: number;
  readonly waitingSince: string | null;
  readonly heldBack: HeldBackNow | null;
  readonly missingWitnesses: readonly MissingWitnessNow[];
}

export interface HeldBackNow {
  readonly code: string;
  readonly why: Words;
  readonly remedy: Words;
  /** It may name what is not public. */
  readonly detail: string | null;
}

export interface MissingWitnessNow {
  readonly name: string;
  readonly outcome: string;
  readonly why: Words;
  /** It may name a host. */
  readonly detail: string;
}

/**
 * What happens to an append:
 * - `silence`: it arrives, is not written, and is never answered;
 * - `lose answers`: it is written and never answered;
 * - `drop`: it is written, and the connection breaks in place of the answer;
 * - `unavailable`: it is not written, and answered with UNAVAILABLE;
 * - `written but unavailable`: it is written, and answered with UNAVAILABLE all the same;
 * - `not ready`: it is refused by a server that still starts;
 * - `wrong revision`: it is refused as if the stream stood elsewhere.
 */
export type AppendFault =
  | "none"
  | "silence"
  | "lose answers"
  | "drop"
  | "unavailable"
  | "written but unavailable"
  | "not ready"
  | "wrong revision";

/** The switches of one double; each holds until it is set back. */
export interface Faults {
  append: AppendFault;
  /** `silence`: reads arrive and are never answered. */
  read: "none" | "silence" | "unavailable";
  /** `silence`: subscriptions are confirmed and then hear nothing. */
  subscription: "none" | "silence";
  /** `silence`: the question for the server's features is never answered. */
  features: "none" | "silence";
  /** Is called with the stream before an append is looked at: what a rival does at the worst moment. */
  beforeAppend: ((stream: string) => void) | null;
}

export function noFaults(): Faults {
  return { append: "none", read: "none", subscription: "none", features: "none", beforeAppend: null };
}

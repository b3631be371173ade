/** What one run of one measure on one subject gave. */
export interface Sample {
  readonly value: number;
  /** What else was seen, such as `p50 ms`; the table shows the medians. */
  readonly details: Readonly<Record<string, number>>;
}

/** How much is measured where the measure is no rate over time. */
export type Scale = "quick" | "usual" | "full";

export interface Place {
  /** A database of its own, in which the subject is installed. */
  readonly url: string;
  /** How long to measure where the measure is a rate. */
  readonly seconds: number;
  readonly scale: Scale;
  /** Events that were in it before, where it is a copy of a filled one; else 0. */
  readonly filled: number;
}

export interface Measure {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** The names of those that take part, in the order of the table. */
  readonly subjects: readonly string[];
  /** The one that counts as 1.00; where there is none, ratios say nothing. */
  readonly base?: string;
  /** What the product promises, for the reader of the table. */
  readonly goal: string;
  /** Whether it makes the tables itself, because its subjects are more than the store. */
  readonly installs?: boolean;
  /** Settings of the server while it runs. */
  readonly server?: Readonly<Record<string, string>>;
  /** Runs in a process of its own. */
  readonly run: (subject: string, place: Place) => Promise<Sample>;
}

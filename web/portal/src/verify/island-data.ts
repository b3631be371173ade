/** What a page hands to its verifier: where its entry stands, where the log is, and what it carries to do without. */
export interface IslandData {
  readonly lang: "zh" | "en";
  readonly index: number;
  /** Where the log is: an address of the page's own site, or with its host in a page that was made to be saved. */
  readonly log: string;
  /** Proof and policy as texts; null where the page must not depend on the size of the log. */
  readonly carried: Carried | null;
}

/** Enough to verify an entry without network. */
export interface Carried {
  /** A `.tlog-proof` file. */
  readonly proof: string;
  /** A C2SP tlog-policy, as the log shows it. */
  readonly policy: string;
}

/** Ids and attributes on which page and verifier agree. */
export const verifyIds = {
  data: "verify-data",
  button: "verify-run",
  policy: "verify-policy",
  report: "verify-report",
};

/** What a page says of its entry, each in an element with `data-claim`. */
export const claimNames = ["index", "occurredOn", "recordedAt", "id", "leaf", "line", "pretty"] as const;
export type ClaimName = (typeof claimNames)[number];

/** JSON that can stand inside of a script element. */
export function islandJson(data: IslandData): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

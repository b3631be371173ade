/** Text in the plan's own language, and in English where somebody translated it. */
export interface OpenText {
  readonly zh: string;
  readonly en: string | null;
}

/** The public record that a figure comes from: its place in the log and the hash of its leaf (64 hex digits). */
export interface OpenEntry {
  /** Id of the event. */
  readonly id: string;
  readonly index: bigint;
  readonly leafHash: string;
  /** A UTC instant. */
  readonly recordedAt: string;
}

/**
 * A movement of money on one leg of its way: `appropriation` donor → earmarked account, `release` account → project,
 * `payment` project → payee. `netFen` is negative where money came back.
 */
export interface OpenTransfer {
  readonly stage: "appropriation" | "release" | "payment";
  readonly kind: string;
  readonly occurredOn: string;
  readonly netFen: bigint;
  readonly payeeName: string | null;
  readonly purpose: string | null;
  readonly voucher: string;
  readonly entry: OpenEntry;
}

/** What one decision adds to the amount of one project in one year; negative where it takes away. */
export interface OpenBudgetChange {
  readonly year: number;
  readonly amountFen: bigint;
  /** `original`: set with the plan. `revision`: a reallocation or an amendment. */
  readonly kind: "original" | "revision";
  readonly decidedOn: string;
  /** Of a revision: the document that orders it, who decided, and why. */
  readonly document: string | null;
  readonly authority: string | null;
  readonly reason: string | null;
  readonly entry: OpenEntry;
}

export interface OpenMilestone {
  readonly code: string;
  readonly name: OpenText;
  readonly dueOn: string;
  readonly originalDueOn: string;
  readonly reachedOn: string | null;
  readonly status: "planned" | "overdue" | "reached" | "missed";
  readonly daysLate: number | null;
}

/** A measured amount of work; `planned` and `done` are plain decimals. */
export interface OpenQuantity {
  readonly code: string;
  readonly name: OpenText;
  readonly unit: OpenText;
  readonly planned: string;
  readonly done: string;
  readonly measuredOn: string | null;
}

export interface OpenProject {
  readonly code: string;
  readonly name: OpenText;
  readonly description: OpenText;
  readonly sector: { readonly code: string; readonly name: OpenText };
  readonly responsibleUnit: OpenText;
  readonly startYear: number;
  readonly endYear: number;
  readonly status: "planned" | "preparing" | "ready" | "underway" | "accepted";
  readonly startedOn: string | null;
  readonly acceptedOn: string | null;
  readonly allocatedFen: bigint;
  readonly releasedFen: bigint;
  readonly paidFen: bigint;
  readonly progressPercent: string | null;
  /** In the order in which they were decided. */
  readonly budgetChanges: readonly OpenBudgetChange[];
  /** Releases and payments, oldest first. */
  readonly transfers: readonly OpenTransfer[];
  readonly milestones: readonly OpenMilestone[];
  readonly quantities: readonly OpenQuantity[];
  readonly preparation: readonly { readonly step: string; readonly doneOn: string; readonly document: string }[];
  readonly missingSteps: number;
  readonly entry: OpenEntry;
}

export interface OpenPlan {
  readonly slug: string;
  readonly name: OpenText;
  readonly donor: OpenText;
  readonly recipient: OpenText;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly adoptedOn: string;
  /** The document names no day of adoption; the first day of the first year stands in for it. */
  readonly adoptedOnAssumed: boolean;
  readonly closedOn: string | null;
  readonly document: string;
  readonly simulated: boolean;
  readonly totalFen: bigint;
  readonly appropriatedFen: bigint;
  readonly releasedFen: bigint;
  readonly paidFen: bigint;
  readonly stateHash: string;
  /** When the plan's last record was made: a UTC instant. */
  readonly updatedAt: string;
  readonly appropriations: readonly OpenTransfer[];
  readonly projects: readonly OpenProject[];
  readonly entry: OpenEntry;
}

/**
 * Plans as they stood on a day, as known at an instant: all that an export says, and so all that its bytes depend on.
 */
export interface Publication {
  /** Scheme and host that the public uses, without a slash at the end. */
  readonly publicUrl: string;
  readonly asOf: string;
  /** Instant of the last record that is known. */
  readonly knownAt: string;
  /** Records known by then: the size of the log. */
  readonly logSize: bigint;
  /** At least one. */
  readonly plans: readonly OpenPlan[];
}

const mark = { zh: "（模拟数据）", en: " (simulated data)" } as const;

/** A title that says so where the data is simulated. */
export function markedTitle({ zh, en }: OpenText, simulated: boolean): OpenText {
  return simulated ? { zh: zh + mark.zh, en: en === null ? null : en + mark.en } : { zh, en };
}

/**
 * The namespace of our own identifiers: the publisher's host. No registered identifier is in the record, and none is
 * made up; nobody else publishes under this host.
 */
export function localNamespace({ publicUrl }: Pick<Publication, "publicUrl">): string {
  return new URL(publicUrl).host.replace(/[^A-Za-z0-9.-]/g, "-");
}

/** Where the same export stays the same for ever. */
export function pinnedUrl({ publicUrl, asOf, knownAt }: Publication, path: string, plan: string | null): string {
  const query = [...(plan === null ? [] : [`plan=${plan}`]), `asOf=${asOf}`, `knownAt=${knownAt}`];
  return `${publicUrl}${path}?${query.join("&")}`;
}

export const identifierNote: OpenText = {
  zh: "标识以发布网站的域名为本地命名空间；记录中没有各单位的登记号，因此没有编造任何登记号。",
  en:
    "Identifiers use the publisher's host as a local namespace: the record holds no registration number of any " +
    "organisation, and none is made up.",
};

export const simulatedNote: OpenText = {
  zh: "模拟数据：以下执行情况为演示而虚构，不是事实。",
  en: "Simulated data: what is reported here was invented for a demonstration and is no fact.",
};

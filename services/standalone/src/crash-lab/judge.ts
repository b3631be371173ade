import type { StoredEvent } from "@mingzhang/event-store";

/** A recording that a client asked for. Moments are numbers of the laboratory's own count, which never repeats. */
export interface Sent {
  readonly key: string;
  readonly stream: string;
  readonly amountFen: string;
  /** Moment before the first attempt. */
  readonly sentAt: number;
}

/** An acknowledgement, as a client got it. */
export interface Acknowledged {
  readonly key: string;
  readonly position: bigint;
  readonly recordedAt: string;
  /** Moment at which it had arrived. */
  readonly ackedAt: number;
}

export interface Account {
  readonly sent: readonly Sent[];
  readonly acknowledged: readonly Acknowledged[];
  /** Idempotency keys with which the laboratory itself recorded: the adoptions. */
  readonly own: ReadonlySet<string>;
}

/** Everything in which the store differs from what was acknowledged; a sentence each, none where all is well. */
export function judge(account: Account, stored: readonly StoredEvent[]): readonly string[] {
  return [...placesOf(stored), ...contentOf(account, stored), ...acksOf(account, stored), ...orderOf(account, stored)];
}

/** Positions and instants rise, appends share an instant, and revisions have no hole. */
function placesOf(stored: readonly StoredEvent[]): string[] {
  const faults: string[] = [];
  const last = new Map<string, number>();
  let before: StoredEvent | undefined;
  for (const event of stored) {
    const { stream, revision, position, recordedAt } = event;
    const expected = (last.get(stream) ?? -1) + 1;
    if (revision !== expected) faults.push(`${stream} holds revision ${revision} where ${expected} should follow`);
    last.set(stream, revision);
    if (before && position <= before.position) faults.push(`position ${position} follows ${before.position}`);
    if (before && recordedAt < before.recordedAt) faults.push(`${recordedAt} follows ${before.recordedAt}`);
    if (before && recordedAt === before.recordedAt && stream !== before.stream) {
      faults.push(`${stream} and ${before.stream} share the instant ${recordedAt}`);
    }
    before = event;
  }
  return faults;
}

/** What is stored was sent, as it was sent, and once. */
function contentOf({ sent, own }: Account, stored: readonly StoredEvent[]): string[] {
  const faults: string[] = [];
  const byKey = new Map(sent.map((one) => [one.key, one]));
  const seen = new Set<string>();
  for (const { stream, position, data, meta } of stored) {
    const key = String(meta["command"]);
    if (own.has(key)) continue;
    const one = byKey.get(key);
    if (!one) faults.push(`position ${position} holds ${key}, which nobody sent`);
    else if (one.stream !== stream || data["amountFen"] !== one.amountFen || data["voucher"] !== key) {
      faults.push(`${key} is stored as something else at position ${position}`);
    }
    if (seen.has(key)) faults.push(`${key} is stored twice, again at position ${position}`);
    seen.add(key);
  }
  return faults;
}

/** What was acknowledged is stored, at the place and instant that were acknowledged. */
function acksOf({ acknowledged }: Account, stored: readonly StoredEvent[]): string[] {
  const byKey = new Map(stored.map((event) => [String(event.meta["command"]), event]));
  return acknowledged.flatMap(({ key, position, recordedAt }) => {
    const event = byKey.get(key);
    if (!event) return [`${key} was acknowledged at position ${position} and is not stored`];
    if (event.position === position && event.recordedAt === recordedAt) return [];
    const said = `${position} ${recordedAt}`;
    return [`${key} was acknowledged at ${said} and is stored at ${event.position} ${event.recordedAt}`];
  });
}

/** Of two recordings of a stream, the one acknowledged before the other was sent comes first. */
function orderOf({ sent, acknowledged }: Account, stored: readonly StoredEvent[]): string[] {
  const faults: string[] = [];
  const sentAt = new Map(sent.map((one) => [one.key, one.sentAt]));
  const ackedAt = new Map<string, number>();
  for (const { key, ackedAt: at } of acknowledged) ackedAt.set(key, Math.min(at, ackedAt.get(key) ?? at));
  const earliestLater = new Map<string, { key: string; at: number }>();
  for (const { stream, meta } of stored.toReversed()) {
    const key = String(meta["command"]);
    const later = earliestLater.get(stream);
    const began = sentAt.get(key);
    if (later && began !== undefined && later.at < began) {
      faults.push(`${later.key} was acknowledged before ${key} was sent, and is stored after it`);
    }
    const at = ackedAt.get(key);
    if (at !== undefined && (!later || at < later.at)) earliestLater.set(stream, { key, at });
  }
  return faults;
}

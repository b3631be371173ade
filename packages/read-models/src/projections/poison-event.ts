interface Named {
  readonly id: string;
  readonly type: string;
  readonly position: bigint;
  /** Null or absent where it is of no plan: nothing after it can be projected, of any plan. */
  readonly plan?: string | null;
}

/** An event that cannot be projected: its shard stands still before its append until this is mended. */
export class PoisonEvent extends Error {
  readonly position: bigint;
  readonly event: string;
  readonly type: string;
  readonly plan: string | null;
  readonly reason: string;

  constructor(event: Named, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`event ${event.id} (${event.type}) at position ${event.position} cannot be projected: ${reason}`, { cause });
    this.name = "PoisonEvent";
    this.position = event.position;
    this.event = event.id;
    this.type = event.type;
    this.plan = event.plan ?? null;
    this.reason = reason;
  }
}

/** What reading or folding an event gives; whatever that throws is the event's fault. */
export function orPoison<T>(event: Named, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof PoisonEvent ? error : new PoisonEvent(event, error);
  }
}

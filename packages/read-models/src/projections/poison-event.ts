interface Named {
  readonly id: string;
  readonly type: string;
  readonly position: bigint;
}

/** An event that cannot be projected: nothing from it on is in the tables, and nothing will be until this is mended. */
export class PoisonEvent extends Error {
  readonly position: bigint;
  readonly event: string;

  constructor(event: Named, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`event ${event.id} (${event.type}) at position ${event.position} cannot be projected: ${reason}`, { cause });
    this.name = "PoisonEvent";
    this.position = event.position;
    this.event = event.id;
  }
}

/** What reading or folding an event gives; whatever that throws is the event's fault. */
export function orPoison<T>(event: Named, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new PoisonEvent(event, error);
  }
}

import { endOf, type KeyTerm, type LogKeys, type PreparedKey, vkeyOf } from "./log-keys.ts";

/** What the record says of a further key of the log. Instants are UTC. */
export interface KeyRotation {
  readonly number: number;
  readonly vkey: string;
  readonly startsAt: Date;
  readonly previousVkey: string;
  readonly previousEndsAt: Date;
}

/** Where rotations are recorded, so that they become entries of the log itself. */
export interface KeyAnnouncements {
  /** Those that are recorded, oldest first. */
  all(): Promise<readonly Pick<KeyRotation, "number" | "vkey">[]>;
  /** Records a rotation; of the same key twice, it is recorded once. */
  announce(rotation: KeyRotation): Promise<void>;
}

export interface Rotated {
  readonly number: number;
  /** `waiting`: an earlier call announced this key, and no checkpoint covers its entry yet; nothing was made now. */
  readonly outcome: "announced" | "waiting";
}

/** A key that was made and not announced within this time is made anew: its beginning would lie too far back. */
const longestUnannouncedMs = 86_400_000;

/**
 * Makes a further key and records that it was made. It signs once the log has an entry of it, which is the writer's
 * doing. Broken off at any step, the same call finishes it: what is recorded follows from the file of the key alone.
 */
export async function rotateKey(
  keys: LogKeys,
  announcements: KeyAnnouncements,
  { origin, now }: { origin: string; now: Date },
): Promise<Rotated> {
  const terms = await keys.terms();
  const [newest] = terms.slice(-1);
  if (!newest) throw new Error(`${origin} has no key`);
  const announced = await announcements.all();
  const isAnnounced = (one: Pick<KeyTerm, "key">) => announced.some(({ vkey }) => vkey === vkeyOf(one));
  // Keys of a program that did not record them: late is better than never.
  for (const [at, term] of terms.entries()) {
    const previous = terms[at - 1];
    if (previous && !isAnnounced(term)) await announcements.announce(rotationOf(term, previous));
  }
  let next = await keys.prepared();
  if (next && isAnnounced(next)) return { number: next.number, outcome: "waiting" };
  if (next && now.getTime() - next.since.getTime() > longestUnannouncedMs) {
    await keys.discard(next.number);
    next = null;
  }
  if (!next) {
    const number = Math.max(newest.number, ...announced.map((one) => one.number)) + 1;
    await keys.prepare(origin, { number, since: now });
    next = await keys.prepared();
  }
  if (!next) throw new Error("another process took the new key up at this moment");
  await announcements.announce(rotationOf(next, newest));
  return { number: next.number, outcome: "announced" };
}

function rotationOf(next: PreparedKey, previous: Pick<KeyTerm, "key">): KeyRotation {
  return {
    number: next.number,
    vkey: vkeyOf(next),
    startsAt: next.since,
    previousVkey: vkeyOf(previous),
    previousEndsAt: endOf(next.since),
  };
}

import { LogRefusal } from "../log-refusal.ts";
import type { PublicEvents } from "./public-events.ts";

const settlesWithinMs = 5_000;

/** Tables that are being filled lack events that the store has: that is an outage, not a shorter store. */
export async function refuseMissing(events: PublicEvents, index: number): Promise<never> {
  const settled = await events.settled(settlesWithinMs);
  const [found] = await events.from(index, 1);
  if (settled && found === undefined) throw new LogRefusal("events-missing", `${index}`);
  throw new Error(`the tables do not hold entry ${index} yet`);
}

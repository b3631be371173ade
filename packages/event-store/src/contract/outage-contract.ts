import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { OutcomeUnknown, type EventStore, type StoredEvent } from "../event-store.ts";
import type { Breakable, Subject } from "./contract-suite.ts";
import { events, everything, follow, randomMs } from "./given.ts";

/** Short for a test, and long for a machine that does much else at the same time. */
const briefMs = 1_500;
const longMs = 30_000;

/** For engines whose stores are reached over a connection that can break. */
export function outageContract(subject: Subject): void {
  it("does not call an append failed whose answer was lost, and the same ids tell what became of it", async () => {
    const { store, breakable } = await broken(subject, briefMs);
    const batch = events(3);
    breakable.loseAnswers();
    await expect(breakable.store.append("plan", { revision: 1 }, batch)).rejects.toBeInstanceOf(OutcomeUnknown);
    breakable.heal();
    const told = await breakable.store.append("plan", { revision: 1 }, batch);
    expect(told).toMatchObject({ kind: "appended", revision: 4 });
    expect(await store.append("plan", "absent", batch)).toEqual({ ...told, repeated: true });
    expect((await store.readStream("plan")).slice(2).map(({ id }) => id)).toEqual(batch.map(({ id }) => id));
  });

  it("writes once whatever is appended while connections are lost, and forgets no neighbour", async () => {
    const { store, breakable } = await broken(subject, longMs);
    const given = Array.from({ length: 12 }, () => events(2));
    breakable.loseAnswers();
    const appending = given.map((batch, index) => breakable.store.append(`plan-${index % 4}`, "any", batch));
    await sleep(200);
    breakable.cut();
    await sleep(100);
    breakable.heal();
    for (const answer of await Promise.all(appending)) expect(answer.kind).toBe("appended");
    const stored = (await everything(store)).map(({ id }) => id);
    expect(stored.slice(2).toSorted()).toEqual(given.flatMap((batch) => batch.map(({ id }) => id)).toSorted());
  });

  it("acknowledges nothing that it could not send, and appends it when it is asked again", async () => {
    const { store, breakable } = await broken(subject, briefMs);
    const batch = events(2);
    breakable.cut();
    await expect(breakable.store.append("plan", "exists", batch)).rejects.toThrow(/nothing was|did not say/i);
    expect(await store.readStream("plan")).toHaveLength(2);
    breakable.heal();
    expect(await breakable.store.append("plan", "exists", batch)).toMatchObject({ revision: 3, repeated: false });
  });

  it("follows on behind what was seen when connections come back, without a gap or a repeat", async () => {
    const { store, breakable } = await broken(subject, longMs);
    const ended = (seen: readonly StoredEvent[]) => seen.at(-1)?.stream === "the end";
    const following = follow(breakable.store, { after: 0n, batchSize: 3 }, ended);
    for (let round = 0; round < 8; round += 1) {
      if (round % 2 === 0) breakable.cut();
      else breakable.loseAnswers();
      await appendSome(store);
      breakable.heal();
      await appendSome(store);
      await sleep(randomMs(60));
    }
    await store.append("the end", "absent", events(1));
    expect((await following).flat()).toEqual(await everything(store));
  });

  it("answers every question again once the connection is back", async () => {
    const { store, breakable } = await broken(subject, longMs);
    breakable.cut();
    const asked = Promise.all([
      breakable.store.readStream("plan"),
      breakable.store.readLast("plan"),
      breakable.store.readAll({ after: 0n, limit: 10 }),
      breakable.store.lastPosition(),
      breakable.store.head(),
    ]);
    await sleep(150);
    breakable.heal();
    const [stream, last, all, position, head] = await asked;
    expect([stream, all]).toEqual([await everything(store), await everything(store)]);
    expect([last, position, head.position]).toEqual([stream.at(-1), stream.at(-1)?.position, position]);
  });
}

/** A store on a connection of its own that can break, beside one whose connection holds; two events are there. */
async function broken(subject: Subject, patienceMs: number): Promise<{ store: EventStore; breakable: Breakable }> {
  const { store, openBreakable } = subject();
  if (!openBreakable) throw new Error("The engine says that its connections can break, and offers none that does.");
  const breakable = await openBreakable(patienceMs);
  await breakable.store.append("plan", "absent", events(2));
  return { store, breakable };
}

async function appendSome(store: EventStore): Promise<void> {
  for (let index = 0; index < 4; index += 1) await store.append(`plan-${index % 2}`, "any", events(1 + (index % 3)));
}

import type { Writing } from "../projections/projection.ts";

type Session = Pick<Writing, "client" | "sends">;

/** All of it or nothing. Rejects as `run` or what it sent does, whichever was first, after everything is undone. */
export async function inTransaction<T>(session: Session, run: () => Promise<T>): Promise<T> {
  return orUndone(session, async () => {
    await begun(session);
    const result = await run();
    await session.sends.settle();
    await session.client.query("commit");
    return result;
  });
}

/**
 * The same, for a transaction whose `last` statement says by an error of the server that nothing may be kept; it is
 * sent at once when `last` is called. A few small statements and the last become one, which is a transaction by itself.
 * Where no other answer has to be looked at before, the commit goes right behind
 * it: of a failed transaction it keeps nothing.
 */
export async function inOneFlight<T>(session: Session, run: () => Promise<{ last: () => Promise<T> }>): Promise<T> {
  const { client, sends } = session;
  return orUndone(session, async () => {
    if (client.pipeline) sends.hold();
    else await begun(session);
    const { last } = await run();
    if (sends.isHolding) return last();
    if (!client.pipeline || sends.isChecking) {
      const result = await last();
      await sends.settle();
      await client.query("commit");
      return result;
    }
    const sent = [last(), client.query("commit")] as const;
    const [first, result, committed] = await Promise.allSettled([sends.settle(), ...sent]);
    if (first.status === "rejected") throw first.reason;
    if (result.status === "rejected") throw result.reason;
    if (committed.status === "rejected") throw committed.reason;
    return result.value;
  });
}

/** Statements that go past `sends` may follow on a connection that does not pipeline. */
async function begun({ client, sends }: Session): Promise<void> {
  sends.begin();
  if (!client.pipeline) await sends.settle();
}

async function orUndone<T>({ sends }: Session, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const undone = sends.undo();
    const first = await sends.settle().then(
      () => error,
      (earlier: unknown) => earlier,
    );
    await undone;
    throw first;
  }
}

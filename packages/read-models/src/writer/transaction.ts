import type { Writing } from "../projections/projection.ts";

/** All of it or nothing. Rejects as `run` or what it sent does, whichever was first, after everything is undone. */
export async function inTransaction<T>(
  { client, sends }: Pick<Writing, "client" | "sends">,
  run: () => Promise<T>,
): Promise<T> {
  try {
    await sends.send("begin");
    const result = await run();
    await sends.settle();
    await client.query("commit");
    return result;
  } catch (error) {
    // Where the connection is what broke, the server undoes it.
    const undone = client.query("rollback").catch(() => undefined);
    const first = await sends.settle().then(
      () => error,
      (earlier: unknown) => earlier,
    );
    await undone;
    throw first;
  }
}

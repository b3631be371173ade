import type pg from "pg";

/** All of it or nothing. Rejects as `run` does, after everything is undone. */
export async function inTransaction<T>(client: pg.Client, run: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    const result = await run();
    await client.query("commit");
    return result;
  } catch (error) {
    // Where the connection is what broke, the server undoes it.
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

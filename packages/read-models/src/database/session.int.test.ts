import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { openPool } from "./session.ts";

it("outlives a connection that is ended while it is lent out, and tells whoever has it", async () => {
  const pool = openPool(process.env.TEST_DATABASE_URL ?? "", 2, () => undefined);
  const lent = await pool.connect();
  await lent.query("begin");
  const { rows } = await lent.query<{ pid: number }>("select pg_backend_pid() as pid");
  await pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  // An error that nobody hears would end the process now, and this run with it.
  await pause(200);
  await expect(lent.query("select 1")).rejects.toThrow(/terminat|not queryable/);
  lent.release(true);
  expect((await pool.query<{ one: number }>("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

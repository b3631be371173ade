import type { Db } from "../database/queries.ts";
import { reading } from "./reading.ts";

/** Position of the last event recorded at or before an instant; 0 before the first. */
export function positionAt(db: Db, instant: string): Promise<bigint> {
  return reading(db, 0n, async ({ db: snapshot }) => {
    const row = await snapshot
      .selectFrom("plan_event")
      .select("position")
      .where("recorded_at", "<=", instant)
      .orderBy("recorded_at", "desc")
      .orderBy("position", "desc")
      .limit(1)
      .executeTakeFirst();
    return row?.position ?? 0n;
  });
}

import { reading, type Source } from "./reading.ts";

/** Position of the last event recorded at or before an instant; 0 before the first. */
export function positionAt(source: Source, instant: string): Promise<bigint> {
  return reading(source, 0n, async ({ db: snapshot }) => {
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

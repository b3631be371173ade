import { sql } from "kysely";
import type { EvidenceStanding } from "../contract.ts";
import type { Reading } from "./reading.ts";

/** More than this is not asked for at once. */
const maxDigests = 1_000;

/** Written as the index of these events has it, so that it is used. */
const digest = sql<string>`data->>'sha256'`;
const ofEvidence = sql<boolean>`type like 'Evidence%'`;

/**
 * What became of files of evidence, by digest, over all plans: the fold of nothing but their own events, in its order.
 * Looked up by digest, so it costs the same however many plans there are. It is said of all that is recorded in the
 * tables, also where a shard stands still: what was taken down must not come back because something else cannot be
 * shown. So an event that is not read yet takes down, and never puts up.
 */
export async function readEvidence(
  { db }: Reading,
  digests: readonly string[],
): Promise<ReadonlyMap<string, EvidenceStanding>> {
  if (digests.length > maxDigests) {
    throw new RangeError(`${digests.length} files are asked for; ask for ${maxDigests} at most.`);
  }
  const rows = await db
    .selectFrom("plan_event as named")
    .select([digest.as("sha256"), "plan", "type"])
    .select([sql<string | null>`data->>'project'`.as("project"), sql<string | null>`data->>'reason'`.as("reason")])
    .select(sql<string>`meta->>'occurredOn'`.as("on"))
    .where(ofEvidence)
    .where(anyOfDigests(digests))
    .where("replaced_at", "is", null)
    .where((eb) => eb.or([eb("placed", "=", true), eb("type", "=", "EvidenceWithdrawn")]))
    .where(sql<boolean>`not exists (select from ${sql.table("plan_event")} as unread
      where unread.plan = named.plan and not unread.placed and named.type = 'EvidenceAttached'
        and unread.meta->'replaces'->>'event' = named.id::text
        and unread.data->>'sha256' is distinct from named.data->>'sha256')`)
    // What is not read yet has no place: it comes last.
    .orderBy("placed", "desc")
    .orderBy("occurred_on")
    .orderBy("place")
    .execute();
  const last = new Map(rows.map((row) => [`${row.sha256} ${row.plan} ${row.project}`, row]));
  const found = new Map<string, EvidenceStanding>();
  for (const { sha256, type, on, reason } of last.values()) {
    const before = found.get(sha256);
    if (type === "EvidenceAttached") found.set(sha256, { state: "public" });
    // Of several withdrawals the last one is told; where one project still shows the file, none is.
    else if (!before || (before.state === "withdrawn" && before.on < on)) {
      found.set(sha256, { state: "withdrawn", on, reason: reason ?? "" });
    }
  }
  return found;
}

/** Digests that some withdrawal names, each once, in their order. */
export async function readWithdrawnEvidence({ db }: Reading): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("plan_event")
    .select(digest.as("sha256"))
    .distinct()
    .where(ofEvidence)
    .where("type", "=", "EvidenceWithdrawn")
    .orderBy("sha256")
    .$narrowType<{ sha256: string }>()
    .execute();
  return rows.map(({ sha256 }) => sha256);
}

function anyOfDigests(digests: readonly string[]) {
  return sql<boolean>`(${digest}) = any(${[...digests]})`;
}

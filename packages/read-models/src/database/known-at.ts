import { sql, type SqlBool, type RawBuilder } from "kysely";

/** True for a row that counted as known at a position. */
export function knownAt(position: bigint): RawBuilder<SqlBool> {
  return sql<SqlBool>`(known_from <= ${position} and (known_to is null or known_to > ${position}))`;
}

/** True for an event that counted at a position: recorded, not replaced, and not itself a mere voiding. */
export function liveAt(position: bigint): RawBuilder<SqlBool> {
  return sql<SqlBool>`(position <= ${position} and (replaced_at is null or replaced_at > ${position})
    and type <> 'RecordVoided')`;
}

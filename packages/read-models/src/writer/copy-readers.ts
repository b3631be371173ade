import { sql } from "kysely";
import type { Db } from "../database/queries.ts";

/** Whoever may read the tables in one schema may read those in the other: rebuilding takes nobody's access away. */
export async function copyReaders(db: Db, { from, to }: { from: string; to: string }): Promise<void> {
  const { rows } = await sql<{ role: string }>`
    select distinct case grantee when 0 then 'public' else grantee::regrole::text end as role
    from pg_class, aclexplode(relacl)
    where pg_class.oid = to_regclass(${`${from}.checkpoint`}) and privilege_type = 'SELECT' and grantee <> relowner
  `.execute(db);
  for (const { role } of rows) {
    // regrole quotes what needs it.
    await sql`grant usage on schema ${sql.id(to)} to ${sql.raw(role)}`.execute(db);
    await sql`grant select on all tables in schema ${sql.id(to)} to ${sql.raw(role)}`.execute(db);
  }
}

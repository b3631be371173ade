import { type RawBuilder, sql, type SqlBool } from "kysely";

/** True where the column is one of the values: one parameter, however many there are. */
export function anyOf(column: string, values: Iterable<string>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} = any(${[...values]})`;
}

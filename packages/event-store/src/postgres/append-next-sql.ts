import { eventColumns } from "./decode.ts";
import type { SchemaNames } from "./schema.ts";

/** What a statement for plain inserts depends on: it is prepared once for each shape. */
export interface NextShape {
  /** How many events come as single parameters; null where columns come as arrays. */
  readonly rows: number | null;
  readonly announce: boolean;
}

/** More rows are cheaper as arrays. */
export const mostSingleRows = 16;

export interface PreparedText {
  readonly name: string;
  readonly text: string;
  /** Whether it answers the instant as text, and not the first one in microseconds since 1970. */
  readonly lone: boolean;
}

const singleTypes = ["uuid", "int", "text", "text", "json", "json"];

/** $1: position of the store's last event, $2: its instant; then id, revision, stream, type, data, meta of each. */
function singleRows(rows: number): string {
  const row = (at: number) =>
    singleTypes.map((type, column) => `$${3 + at * singleTypes.length + column}::${type}`).join(", ");
  const given = Array.from({ length: rows }, (_, at) => `(${at + 1}, ${at}, 0, 1, ${row(at)})`).join(", ");
  return `(values ${given}) as g (n, k, i, size, id, revision, stream, type, data, meta)`;
}

/** From $3 on: place of the append from 0, ids, revisions, places in it, its sizes, streams, types, data, meta. */
const arrayRows = `(
  select n, k, i, size, id, revision, stream, type, data, meta
  from unnest($3::int[], $4::uuid[], $5::int[], $6::int[], $7::int[], $8::text[], $9::text[], $10::json[], $11::json[])
    with ordinality as g (k, id, revision, i, size, stream, type, data, meta, n)
) as g`;

/** The events of a group that went another way, for the statement in step, in the transaction that wrote them. */
export function inStepText({ schema }: SchemaNames, inStep: string): string {
  return `
    with appended as (
      select ${eventColumns} from ${schema}.events where position > $1::bigint and position <= $2::bigint
    ), in_step as (${inStep})
    select`;
}

/**
 * Inserts right behind the last event that the sender knows, without a function: the unique position says whether
 * somebody else appended since. The statement's snapshot may be older than the lock that it waits for; it holds all
 * that lies up to $1, and if more lies behind, the position is taken. Answers the first append's instant in
 * microseconds since 1970; every further append of the group has the next.
 */
function textOf(names: SchemaNames, inStep: string | undefined, { rows, announce }: NextShape): string {
  const { schema, channel, appendLock } = names;
  const lastInGroup = rows === null ? "$1::bigint + cardinality($4::uuid[])" : `$1::bigint + ${rows}`;
  return `
    with first as materialized (
      select ${instantText(schema)} as at
      from (select pg_advisory_xact_lock(${appendLock}) offset 0) held
    ), appended as (
      insert into ${schema}.events
        (position, recorded_at, id, revision, append_index, append_size, stream, type, data, meta)
      select $1::bigint + g.n, first.at + g.k * interval '1 microsecond', g.id, g.revision, g.i, g.size, g.stream,
        g.type, g.data, g.meta
      from first, ${rows === null ? arrayRows : singleRows(rows)}
      ${inStep ? `returning ${eventColumns}` : ""}
    )${inStep ? `, in_step as (${inStep})` : ""}
    select (extract(epoch from first.at) * 1000000)::bigint
      ${announce ? `, pg_notify('${channel}', (${lastInGroup})::text)` : ""}
    from first`;
}

/**
 * The same for one event, which needs no name for what it computes; it answers the instant as text. The condition of
 * `case` is computed first: the clock is read under the lock.
 */
function loneText({ schema, channel, appendLock }: SchemaNames, announce: boolean): string {
  return `
    insert into ${schema}.events
      (position, recorded_at, id, revision, append_index, append_size, stream, type, data, meta)
    values ($1::bigint + 1, case when pg_advisory_xact_lock(${appendLock}) is not null then ${instantText(schema)} end,
      $3, $4, 0, 1, $5, $6, $7, $8)
    returning recorded_at${announce ? `, pg_notify('${channel}', position::text)` : ""}`;
}

/** Later than the last event and than what was called settled, where the clock stands or steps back. */
const instantText = (schema: string): string => `greatest(
  clock_timestamp(),
  $2::timestamptz + interval '1 microsecond',
  timestamptz 'epoch' + (coalesce(pg_sequence_last_value('${schema}.clock'), 0) + 1) * interval '1 microsecond'
)`;

/** The texts of one store's statements, each put together once. */
export class NextStatements {
  readonly #names: SchemaNames;
  readonly #inStep: string | undefined;
  readonly #prepared = new Map<string, PreparedText>();

  constructor(names: SchemaNames, inStep?: string) {
    this.#names = names;
    this.#inStep = inStep;
  }

  of(shape: NextShape): PreparedText {
    const name = `append_next_${shape.rows ?? "many"}${shape.announce ? "" : "_quiet"}`;
    let prepared = this.#prepared.get(name);
    if (!prepared) {
      const lone = shape.rows === 1 && this.#inStep === undefined;
      const text = lone ? loneText(this.#names, shape.announce) : textOf(this.#names, this.#inStep, shape);
      prepared = { name, text, lone };
      this.#prepared.set(name, prepared);
    }
    return prepared;
  }
}

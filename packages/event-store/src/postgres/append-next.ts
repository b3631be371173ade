import type { Client } from "pg";
import type { Outcome } from "./append-request.ts";
import type { Placed, Plan } from "./known-ends.ts";
import { instantOfMicros } from "./decode.ts";
import type { SchemaNames } from "./schema.ts";
import { int4Array, textArray, uuidArray } from "./wire-arrays.ts";

/**
 * Sends the group to the places that were planned for it. Null where the plan does not hold: then nothing was written,
 * and the group has to go the long way.
 */
export async function appendNext(client: Client, names: SchemaNames, plan: Plan): Promise<readonly Outcome[] | null> {
  const instants = await sent(client, names, plan);
  if (instants === null) return null;
  let position = plan.base;
  return plan.appends.map(({ request, revision }, index): Outcome => {
    const size = request.events.length;
    position += BigInt(size);
    return { kind: "appended", revision: revision + size - 1, position, recordedAt: instants(index), repeated: false };
  });
}

/** The instant of each append by its place; null where nothing was written. */
async function sent(client: Client, names: SchemaNames, plan: Plan): Promise<((append: number) => string) | null> {
  try {
    const { rows } = await client.query<[string | null]>({ rowMode: "array", ...statementFor(names, plan) });
    const first = rows[0]?.[0] ?? null;
    if (first === null) return null;
    return (append) => instantOfMicros(Number(first) + append);
  } catch (error) {
    // An id or a position is taken: what that means is for the long way to say.
    if (error instanceof Error && "code" in error && error.code === uniqueViolation) return null;
    throw error;
  }
}

const uniqueViolation = "23505";

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** More rows are cheaper as arrays. */
const mostPlainRows = 16;

function statementFor(names: SchemaNames, plan: Plan): Statement {
  const { appends, base, baseAt, unsure } = plan;
  const alike = appends.length <= mostPlainRows && appends.every(({ request }) => request.events.length === 1);
  const inFirstPartition = base + BigInt(appends.length) < names.partitionEvents;
  return alike && inFirstPartition && unsure.size === 0 && baseAt !== null ? plain(names, plan) : group(names, plan);
}

/**
 * Few appends of one event each need no function: the unique position says whether somebody else appended since,
 * because every append begins right behind the last event. The statement's snapshot may be older than the lock that it
 * waits for; it holds all that lies up to `base`, and if more lies behind, the position is taken.
 */
function plain(names: SchemaNames, { base, baseAt, appends }: Plan): Statement {
  const values = appends.flatMap(({ request: { stream, events }, revision }) =>
    events.flatMap(({ id, type, data, meta }) => [id, revision, stream, type, data, meta]),
  );
  const text = plainTexts[appends.length]?.(names) ?? "";
  return { name: `append_next_${appends.length}`, text, values: [base.toString(), baseAt, ...values] };
}

const plainTexts = Array.from({ length: mostPlainRows + 1 }, (_, rows) => {
  let text: string | undefined;
  let of = "";
  return (names: SchemaNames): string => {
    if (text === undefined || of !== names.schema) text = plainText(names, rows);
    of = names.schema;
    return text;
  };
});

const typed = ["uuid", "int", "text", "text", "json", "json"];

function plainText({ schema, channel, appendLock }: SchemaNames, rows: number): string {
  const row = (at: number) => typed.map((type, column) => `$${3 + at * typed.length + column}::${type}`).join(", ");
  const given = Array.from({ length: rows }, (_, at) => `(${at}, ${row(at)})`).join(", ");
  return `
    with first as materialized (
      select greatest(
        clock_timestamp(),
        $2::timestamptz + interval '1 microsecond',
        timestamptz 'epoch' + (coalesce(pg_sequence_last_value('${schema}.clock'), 0) + 1) * interval '1 microsecond'
      ) as at
      from (select pg_advisory_xact_lock(${appendLock}) offset 0) held
    ), written as (
      insert into ${schema}.events
        (position, recorded_at, id, revision, append_index, append_size, stream, type, data, meta)
      select $1::bigint + 1 + g.n, first.at + g.n * interval '1 microsecond', g.id, g.revision, 0, 1, g.stream, g.type,
        g.data, g.meta
      from first, (values ${given}) as g (n, id, revision, stream, type, data, meta)
    )
    select (extract(epoch from first.at) * 1000000)::bigint, pg_notify('${channel}', ($1::bigint + ${rows})::text)
    from first`;
}

function group({ schema }: SchemaNames, { base, appends, unsure }: Plan): Statement {
  const text = `select ${schema}.append_next_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
  return { name: "append_next_group", text, values: [base.toString(), ...toColumns(appends, unsure)] };
}

function toColumns(appends: readonly Placed[], unsure: ReadonlyMap<string, number>): Buffer[] {
  const rows = appends.flatMap(({ request: { stream, events }, revision }, append) =>
    events.map((event, index) => ({ append, event, revision: revision + index, index, size: events.length, stream })),
  );
  return [
    textArray([...unsure.keys()]),
    int4Array([...unsure.values()]),
    int4Array(rows.map(({ append }) => append)),
    uuidArray(rows.map(({ event }) => event.id)),
    int4Array(rows.map(({ revision }) => revision)),
    int4Array(rows.map(({ index }) => index)),
    int4Array(rows.map(({ size }) => size)),
    textArray(rows.map(({ stream }) => stream)),
    textArray(rows.map(({ event }) => event.type)),
    textArray(
      rows.map(({ event }) => event.data),
      "json",
    ),
    textArray(
      rows.map(({ event }) => event.meta),
      "json",
    ),
  ];
}

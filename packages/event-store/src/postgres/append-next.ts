import type { Client } from "pg";
import type { Outcome } from "./append-request.ts";
import type { Placed, Plan } from "./known-ends.ts";
import { decodeInstant, instantOfMicros } from "./decode.ts";
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
  const [first, second] = plan.appends;
  const plain = first?.request.events.length === 1 && second === undefined && plan.unsure.size === 0;
  const alone = plain && plan.base + 1n < names.partitionEvents && plan.baseAt !== null;
  try {
    const statement = alone ? one(names, plan, first) : group(names, plan);
    const { rows } = await client.query<[string | null]>({ rowMode: "array", ...statement });
    const instant = rows[0]?.[0] ?? null;
    if (instant === null) return null;
    return alone ? () => decodeInstant(instant) : (append) => instantOfMicros(Number(instant) + append);
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

/**
 * One event needs no function: the unique position says whether somebody else appended since, because every append
 * begins right behind the last event. The statement's snapshot may be older than the lock that it waits for; it holds
 * all that lies up to `base`, and if more lies behind, the position is taken.
 */
function one({ schema, channel, appendLock }: SchemaNames, plan: Plan, { request, revision }: Placed): Statement {
  const [event] = request.events;
  const text = `
    insert into ${schema}.events
      (position, recorded_at, id, revision, append_index, append_size, stream, type, data, meta)
    select $1, greatest(
      clock_timestamp(),
      $2::timestamptz + interval '1 microsecond',
      timestamptz 'epoch' + (coalesce(pg_sequence_last_value('${schema}.clock'), 0) + 1) * interval '1 microsecond'
    ), $3, $4, 0, 1, $5, $6, $7, $8
    from (select pg_advisory_xact_lock(${appendLock}) offset 0) held
    returning recorded_at, pg_notify('${channel}', position::text)`;
  const values = [(plan.base + 1n).toString(), plan.baseAt, event?.id, revision, request.stream];
  return { name: "append_next", text, values: [...values, event?.type, event?.data, event?.meta] };
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

import type { Client, QueryArrayConfig } from "pg";
import { mostSingleRows, type NextStatements, type PreparedText } from "./append-next-sql.ts";
import type { Outcome } from "./append-request.ts";
import type { Placed, Plan } from "./known-ends.ts";
import { decodeInstant, instantOfMicros } from "./decode.ts";
import type { SchemaNames } from "./schema.ts";
import { int4Array, textArray, uuidArray } from "./wire-arrays.ts";

/** A group with its places, and how it is sent. */
export interface Next {
  readonly names: SchemaNames;
  readonly statements: NextStatements;
  readonly plan: Plan;
  /** Whether other processes are told. */
  readonly announce: boolean;
  /** Whether something has to be done in step that only plain inserts can do. */
  readonly inStep: boolean;
}

/**
 * Sends the group to the places that were planned for it. Null where the plan does not hold: then nothing was written,
 * and the group has to go the long way.
 */
export async function appendNext(
  client: Client,
  { base, appends }: Plan,
  statement: Statement,
): Promise<readonly Outcome[] | null> {
  const instants = await sent(client, statement);
  if (instants === null) return null;
  let position = base;
  return appends.map(({ request, revision }, index): Outcome => {
    const size = request.events.length;
    position += BigInt(size);
    return { kind: "appended", revision: revision + size - 1, position, recordedAt: instants(index), repeated: false };
  });
}

/** The instant of each append by its place; null where nothing was written. */
async function sent(client: Client, statement: Statement): Promise<((append: number) => string) | null> {
  try {
    const first = await firstValue(client, statement);
    if (first === null) return null;
    if (statement.lone) {
      const instant = decodeInstant(first);
      return () => instant;
    }
    const micros = Number(first);
    return (append) => instantOfMicros(micros + append);
  } catch (error) {
    // An id or a position is taken: what that means is for the long way to say.
    if (error instanceof Error && "code" in error && error.code === uniqueViolation) return null;
    throw error;
  }
}

/** By a callback: the driver's own promise costs a second one and a stack for each call. */
function firstValue(client: Client, { name, text, values }: Statement): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const query: QueryArrayConfig = { name, text, values, rowMode: "array" };
    client.query<[string | null]>(query, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve(result.rows[0]?.[0] ?? null);
    });
  });
}

const uniqueViolation = "23505";

export interface Statement extends PreparedText {
  readonly values: unknown[];
}

/** Null where only the long way does all that is to be done. */
export function nextStatement(next: Next): Statement | null {
  const { names, plan, inStep } = next;
  const { appends, base, baseAt, unsure } = plan;
  const events = appends.reduce((sum, { request }) => sum + request.events.length, 0);
  const plain = base + BigInt(events) < names.partitionEvents && unsure.size === 0 && baseAt !== null;
  if (!plain) return inStep ? null : group(names, plan);
  return events === appends.length && events <= mostSingleRows ? singles(next) : many(next);
}

/** Few appends of one event each: a parameter for each value is cheaper than arrays. */
function singles({ statements, announce, plan: { base, baseAt, appends } }: Next): Statement {
  const values: unknown[] = [base.toString(), baseAt];
  for (const { request, revision } of appends) {
    for (const { id, type, data, meta } of request.events) {
      values.push(id, revision, request.stream, type, data, meta);
    }
  }
  const { name, text, lone } = statements.of({ rows: appends.length, announce });
  return { name, text, lone, values };
}

function many({ statements, announce, plan: { base, baseAt, appends } }: Next): Statement {
  const { name, text, lone } = statements.of({ rows: null, announce });
  return { name, text, lone, values: [base.toString(), baseAt, ...toColumns(appends)] };
}

function group({ schema }: SchemaNames, { base, appends, unsure }: Plan): Statement {
  const text = `select ${schema}.append_next_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
  const looked = [textArray([...unsure.keys()]), int4Array([...unsure.values()])];
  return { name: "append_next_group", text, lone: false, values: [base.toString(), ...looked, ...toColumns(appends)] };
}

function toColumns(appends: readonly Placed[]): Buffer[] {
  const rows = appends.flatMap(({ request: { stream, events }, revision }, append) =>
    events.map((event, index) => ({ append, event, revision: revision + index, index, size: events.length, stream })),
  );
  return [
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

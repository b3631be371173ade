import type { Client } from "pg";
import type { Appended } from "../event-store.ts";
import { appendGroup, type GroupAnswer } from "./append-group.ts";
import { inStepText, NextStatements } from "./append-next-sql.ts";
import { appendNext, nextStatement } from "./append-next.ts";
import type { AppendRequest, Outcome } from "./append-request.ts";
import { KnownEnds } from "./known-ends.ts";
import type { SchemaNames } from "./schema.ts";

/** While others append too, what this process knows is out of date more often than not. */
const longWayAfterMiss = 16;

/** Each time the room is made for more than a whole partition of appends by others. */
const mostRooms = 5;

function isOutOfRoom(error: unknown): boolean {
  // A row without a partition violates, for PostgreSQL, a check; the table itself has none.
  return error instanceof Error && "code" in error && error.code === "23514";
}

/** The last append of the group that was written now, where one was. */
function lastAppended(outcomes: readonly Outcome[]): Appended | null {
  const written = outcomes.filter((outcome) => !(outcome instanceof Error) && outcome.kind === "appended");
  return (written as readonly Appended[]).findLast(({ repeated }) => !repeated) ?? null;
}

/** Sends groups the short way where this process knows how the store ends, and else the long one. */
export class Appender {
  readonly #names: SchemaNames;
  readonly #inStep: string | undefined;
  readonly #statements: NextStatements;
  readonly #ends = new KnownEnds();
  #longWay = 0;
  /** No partition is known to reach further. */
  #room = 0n;
  #tail = 0n;

  /** `inStep`, where there is one, is done with each group, as `PostgresStoreOptions` says. */
  constructor(names: SchemaNames, inStep?: string) {
    this.#names = names;
    this.#inStep = inStep;
    this.#statements = new NextStatements(names, inStep);
  }

  /** Appends are announced to other processes where `announce` says so; more of them are announced anyhow. */
  async append(client: Client, requests: readonly AppendRequest[], announce: boolean): Promise<readonly Outcome[]> {
    const events = requests.reduce((sum, request) => sum + request.events.length, 0);
    if (this.#tail + BigInt(events) >= this.#room) await this.#makeRoom(client, events);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await this.#shortWay(client, requests, announce)) ?? (await this.#group(client, requests));
      } catch (error) {
        // Others may have used up the room that was there when this process last looked.
        if (attempt === mostRooms || !isOutOfRoom(error)) throw error;
        await this.#makeRoom(client, events);
      }
    }
  }

  /** After a failure nothing is known any more. */
  forget(): void {
    this.#ends.forget();
  }

  async #shortWay(
    client: Client,
    requests: readonly AppendRequest[],
    announce: boolean,
  ): Promise<readonly Outcome[] | null> {
    if (this.#longWay > 0) {
      this.#longWay -= 1;
      return null;
    }
    const plan = this.#ends.plan(requests);
    if (!plan) return null;
    const inStep = this.#inStep !== undefined;
    const next = nextStatement({ names: this.#names, statements: this.#statements, plan, announce, inStep });
    if (!next) return null;
    const outcomes = await appendNext(client, plan, next);
    if (outcomes) this.#learn(plan.base, requests, outcomes);
    else this.#longWay = longWayAfterMiss;
    return outcomes;
  }

  async #group(client: Client, requests: readonly AppendRequest[]): Promise<readonly Outcome[]> {
    const { base, outcomes } = await this.#decided(client, requests);
    this.#learn(base, requests, outcomes);
    return outcomes;
  }

  /** The long way; what is done in step is then a second statement of the same transaction. */
  async #decided(client: Client, requests: readonly AppendRequest[]): Promise<GroupAnswer> {
    const { schema } = this.#names;
    if (this.#inStep === undefined) return appendGroup(client, schema, requests);
    await client.query("begin");
    try {
      const answer = await appendGroup(client, schema, requests);
      const last = lastAppended(answer.outcomes);
      if (last !== null) {
        const text = inStepText(this.#names, this.#inStep);
        await client.query({ name: "in_step", text, values: [String(answer.base), String(last.position)] });
      }
      await client.query("commit");
      return answer;
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      throw error;
    }
  }

  #learn(base: bigint, requests: readonly AppendRequest[], outcomes: readonly Outcome[]): void {
    let last: Appended | null = null;
    const ends = new Map<string, number>();
    for (const [index, outcome] of outcomes.entries()) {
      const stream = requests[index]?.stream;
      if (stream === undefined || outcome instanceof Error) continue;
      if (outcome.kind === "conflict") {
        if (outcome.actual !== null) ends.set(stream, outcome.actual);
      } else if (!outcome.repeated) {
        ends.set(stream, outcome.revision);
        last = outcome;
      }
    }
    this.#tail = last?.position ?? base;
    this.#ends.learn(base, { last, ends });
  }

  /** The next partition is made when the last one is half full, long before a row needs it. */
  async #makeRoom(client: Client, events: number): Promise<void> {
    const { schema, partitionEvents } = this.#names;
    const needed = this.#tail + BigInt(events) + partitionEvents / 2n;
    const { rows } = await client.query<[string]>({
      rowMode: "array",
      text: `select ${schema}.extend_partitions(greatest($1, (
        select coalesce(max(position), 0) + $2 from ${schema}.events)))`,
      values: [needed.toString(), (needed - this.#tail).toString()],
    });
    this.#room = BigInt(rows[0]?.[0] ?? 0) - partitionEvents / 4n;
  }
}

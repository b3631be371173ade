import type { Client } from "pg";
import type { Appended, Conflict, Expectation } from "../event-store.ts";
import { idAlreadyStored, type PreparedEvent } from "../prepare-append.ts";
import { decodeInstant } from "./decode.ts";
import { int4Array, textArray, uuidArray } from "./wire-arrays.ts";

export interface AppendRequest {
  readonly stream: string;
  readonly expectation: Expectation;
  readonly events: readonly PreparedEvent[];
}

/** What became of one append of a group: an answer, or the error that its caller gets. */
export type Outcome = Appended | Conflict | Error;

const codes = { absent: -1, any: -2, exists: -3 } as const;
const largestRevision = 2 ** 31 - 1;

/** Sends the group in one round trip; the outcomes come in the order of the requests. */
export async function appendGroup(
  client: Client,
  schema: string,
  requests: readonly AppendRequest[],
): Promise<readonly Outcome[]> {
  const { rows } = await client.query<[string]>({ rowMode: "array", ...statement(schema, requests) });
  const answers = JSON.parse(rows[0]?.[0] ?? "[]") as readonly Answer[];
  return requests.map((request, index) => toOutcome(request, answers[index]));
}

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

function statement(schema: string, requests: readonly AppendRequest[]): Statement {
  const [first, second] = requests;
  const [event, further] = first?.events ?? [];
  if (!first || !event || second || further) {
    const text = `select ${schema}.append_group($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
    return { name: "append_group", text, values: toColumns(requests) };
  }
  const { id, type, data, meta } = event;
  return {
    name: "append_one",
    text: `select ${schema}.append_one($1, $2, $3, $4, $5, $6)`,
    values: [first.stream, expectationCode(first.expectation), id, type, data, meta],
  };
}

/** As the function of the schema writes it; an absent stream ends at the revision -1. */
type Answer =
  | readonly [kind: "a" | "r", revision: number, position: string, recordedAt: string]
  | readonly [kind: "c", actual: number]
  | readonly [kind: "k", place: number, stream: string];

function toColumns(requests: readonly AppendRequest[]): Buffer[] {
  const streamNumbers = new Map<string, number>();
  const ofStream: number[] = [];
  const ofAppend: number[] = [];
  const events: PreparedEvent[] = [];
  for (const [index, request] of requests.entries()) {
    const number = streamNumbers.get(request.stream) ?? streamNumbers.size + 1;
    streamNumbers.set(request.stream, number);
    ofStream.push(number);
    for (const event of request.events) {
      ofAppend.push(index + 1);
      events.push(event);
    }
  }
  return [
    textArray([...streamNumbers.keys()]),
    int4Array(ofStream),
    int4Array(requests.map((request) => expectationCode(request.expectation))),
    int4Array(requests.map((request) => request.events.length)),
    int4Array(ofAppend),
    uuidArray(events.map((event) => event.id)),
    textArray(events.map((event) => event.type)),
    textArray(
      events.map((event) => event.data),
      "json",
    ),
    textArray(
      events.map((event) => event.meta),
      "json",
    ),
  ];
}

function expectationCode(expectation: Expectation): number {
  if (typeof expectation === "string") return codes[expectation];
  // No stream gets there, so a revision beyond it conflicts as it should.
  return Math.min(expectation.revision, largestRevision);
}

function toOutcome(request: AppendRequest, answer: Answer | undefined): Outcome {
  if (answer === undefined) return new Error("The database answered for fewer appends than it was asked for.");
  if (answer[0] === "c") return { kind: "conflict", actual: answer[1] === -1 ? null : answer[1] };
  if (answer[0] === "k") return idAlreadyStored(answer[1], request.events[answer[1]]?.id ?? "", answer[2]);
  const [kind, revision, position, instant] = answer;
  const recordedAt = decodeInstant(instant);
  return { kind: "appended", revision, position: BigInt(position), recordedAt, repeated: kind === "r" };
}

import type { Client } from "pg";
import type { Expectation } from "../event-store.ts";
import { idAlreadyStored, type PreparedEvent } from "../prepare-append.ts";
import type { AppendRequest, Outcome } from "./append-request.ts";
import { decodeInstant } from "./decode.ts";
import { int4Array, textArray, uuidArray } from "./wire-arrays.ts";

const codes = { absent: -1, any: -2, exists: -3 } as const;
const largestRevision = 2 ** 31 - 1;

/** What the database made of a group. */
export interface GroupAnswer {
  /** Position of the store's last event before the group. */
  readonly base: bigint;
  /** In the order of the requests. */
  readonly outcomes: readonly Outcome[];
}

/** Sends the group in one round trip, knowing nothing of the store. */
export async function appendGroup(
  client: Client,
  schema: string,
  requests: readonly AppendRequest[],
): Promise<GroupAnswer> {
  const { rows } = await client.query<[string]>({
    name: "append_group",
    rowMode: "array",
    text: `select ${schema}.append_group($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: toColumns(requests),
  });
  const [base, ...answers] = JSON.parse(rows[0]?.[0] ?? "[]") as [string, ...Answer[]];
  return { base: BigInt(base), outcomes: requests.map((request, index) => toOutcome(request, answers[index])) };
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

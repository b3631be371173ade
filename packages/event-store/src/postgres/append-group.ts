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
  const { rows } = await client.query<AnswerRow>({
    name: "append_group",
    rowMode: "array",
    text: `select * from ${schema}.append_group($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: toColumns(requests),
  });
  return requests.map((request, index) => toOutcome(request, rows[index]));
}

/** outcome, revision, position, recorded at, offender, holder: as text. */
type AnswerRow = [string, string | null, string | null, string | null, string | null, string | null];

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

function toOutcome(request: AppendRequest, row: AnswerRow | undefined): Outcome {
  if (row === undefined) return new Error("The database answered for fewer appends than it was asked for.");
  const [outcome, revision, position, recordedAt, offender, holder] = row;
  if (outcome === "c") return { kind: "conflict", actual: revision === "-1" ? null : Number(revision) };
  if (outcome === "k") {
    const index = Number(offender);
    return idAlreadyStored(index, request.events[index]?.id ?? "", holder ?? "");
  }
  return {
    kind: "appended",
    revision: Number(revision),
    position: BigInt(position ?? ""),
    recordedAt: decodeInstant(recordedAt ?? ""),
    repeated: outcome === "r",
  };
}

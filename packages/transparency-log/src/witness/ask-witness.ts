import { readDecimal } from "../bytes/decimal.ts";
import { fromUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import { boundedBody, dropBody, type Fetch, type FetchAnswer } from "../net/fetch.ts";
import { verifyCosignature } from "../notes/cosignature.ts";
import type { MlDsa44Verify } from "../notes/ml-dsa-message.ts";
import { isKeyOf, type NoteKey } from "../notes/note-key.ts";
import { type NoteSignature, parseSignatures } from "../notes/signed-note.ts";
import type { Hash } from "../merkle-tree.ts";
import { formatAddCheckpoint, tlogSizeType } from "./add-checkpoint.ts";

/** A witness whose address is known, under its name in the policy. */
export interface WitnessAddress {
  readonly name: string;
  readonly key: NoteKey;
  /** Submission prefix, `https://witness.example/`. */
  readonly url: string;
}

/**
 * What a witness said.
 * - `signed`: its cosignature, which verifies;
 * - `ahead`: it has cosigned a larger tree of this log than this one: the log was set back, by a restored backup say;
 * - `forked`: it has cosigned another tree of this very size;
 * - `refused`: it does not know the log (404) or its key (403), or does not accept the request (400) or proof (422);
 * - `wrong-answer`: not what the protocol says, or a signature that does not hold;
 * - `unreachable`: no connection, or no answer in time.
 */
export type WitnessOutcome = "signed" | "ahead" | "forked" | "refused" | "wrong-answer" | "unreachable";

export interface WitnessAnswer {
  readonly name: string;
  readonly outcome: WitnessOutcome;
  /** Status of HTTP, where there was an answer. */
  readonly status: number | undefined;
  /** Size that the witness cosigned last, as far as it said so: that of this checkpoint if it signed. */
  readonly size: number | undefined;
  readonly line: NoteSignature | undefined;
  /** POSIX seconds that the cosignature states. */
  readonly seconds: bigint | undefined;
  /** In English, for the operator's log. */
  readonly detail: string;
}

/** One checkpoint, as it is shown to every witness. */
export interface Submission {
  readonly checkpoint: Uint8Array;
  readonly text: string;
  readonly size: number;
  readonly proofFor: (oldSize: number) => Promise<readonly Hash[]>;
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
  readonly nowSeconds: () => number;
  readonly mlDsa44?: MlDsa44Verify | undefined;
}

const maximalAnswerBytes = 65_536;
const clockTolerance = 300;

/** Asks once, and once more from the size that the witness names. Never throws but for what `proofFor` throws. */
export async function askWitness(
  witness: WitnessAddress,
  submission: Submission,
  remembered: number,
): Promise<WitnessAnswer> {
  // A size beyond ours is what the witness will say itself.
  const first = await submit(witness, submission, Math.min(remembered, submission.size));
  const { size } = first;
  if (first.outcome !== "refused" || first.status !== 409 || size === undefined) return first;
  if (size > submission.size) return { ...first, outcome: "ahead", detail: `it has cosigned ${size} entries` };
  const second = await submit(witness, submission, size);
  if (second.status !== 409) return second;
  // Asked from the very size that it names, it can only mean another root.
  const isFork = second.size === size && size === submission.size;
  return isFork
    ? { ...second, outcome: "forked", detail: `it has cosigned another tree of ${size} entries` }
    : { ...second, outcome: "wrong-answer", detail: `it named ${size} and then ${second.size} as its last size` };
}

async function submit(witness: WitnessAddress, submission: Submission, oldSize: number): Promise<WitnessAnswer> {
  const { checkpoint, size, fetch, signal } = submission;
  // Nothing is to be proved about an empty tree, or about a tree and itself.
  const proof = oldSize === 0 || oldSize === size ? [] : await submission.proofFor(oldSize);
  const body = fromUtf8(formatAddCheckpoint({ oldSize, proof, checkpoint }));
  const url = `${witness.url.replace(/\/+$/, "")}/add-checkpoint`;
  const headers = { "content-type": "text/plain; charset=utf-8" };
  try {
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "error", signal });
    return await read(witness, submission, answer);
  } catch (error) {
    if (error instanceof LogFault) return saying(witness, "wrong-answer", { detail: error.message });
    return saying(witness, "unreachable", { detail: signal.aborted ? "no answer in time" : reason(error) });
  }
}

async function read(witness: WitnessAddress, submission: Submission, answer: FetchAnswer): Promise<WitnessAnswer> {
  const { status } = answer;
  if (status === 200) return readSignatures(witness, submission, answer);
  if (status === 409 && answer.headers.get("content-type")?.split(";")[0]?.trim() === tlogSizeType) {
    const text = fromUtf8(await boundedBody(answer, 64, witness.url));
    const size = readDecimal(text.endsWith("\n") ? text.slice(0, -1) : "", "not-decimal");
    return saying(witness, "refused", { status, size, detail: `409: it has cosigned ${size} entries` });
  }
  await dropBody(answer);
  const isKnown = [400, 403, 404, 409, 422].includes(status);
  return saying(witness, isKnown ? "refused" : "wrong-answer", { status, detail: `${status}` });
}

async function readSignatures(
  witness: WitnessAddress,
  { text, size, nowSeconds, mlDsa44 }: Submission,
  answer: FetchAnswer,
): Promise<WitnessAnswer> {
  const wrong = (detail: string): WitnessAnswer => saying(witness, "wrong-answer", { status: 200, detail });
  const lines = parseSignatures(fromUtf8(await boundedBody(answer, maximalAnswerBytes, witness.url)));
  const line = lines.find((each) => isKeyOf(witness.key, each));
  if (line === undefined) return wrong("no signature by the key that the policy names");
  const seconds = await verifyCosignature(text, line, { key: witness.key, mlDsa44 });
  if (seconds === undefined) return wrong("its cosignature does not hold");
  if (seconds > BigInt(Math.floor(nowSeconds())) + BigInt(clockTolerance)) return wrong("its clock is ahead");
  return saying(witness, "signed", { status: 200, size, line, seconds, detail: "signed" });
}

type Said = Partial<WitnessAnswer> & { readonly detail: string };

function saying({ name }: WitnessAddress, outcome: WitnessOutcome, said: Said): WitnessAnswer {
  return { name, outcome, status: undefined, size: undefined, line: undefined, seconds: undefined, ...said };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

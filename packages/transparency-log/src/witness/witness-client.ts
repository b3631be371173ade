import { LogFault } from "../fault.ts";
import { deadlineIn, pause } from "../net/platform.ts";
import type { Fetch } from "../net/fetch.ts";
import type { MlDsa44Verify } from "../notes/ml-dsa-message.ts";
import type { Hash } from "../merkle-tree.ts";
import { formatNote } from "../notes/signed-note.ts";
import { meetsQuorum, type Policy } from "../policy/policy.ts";
import { openCheckpoint } from "../verify/check-checkpoint.ts";
import { askWitness, type WitnessAddress, type WitnessAnswer } from "./ask-witness.ts";

export type { Fetch, FetchAnswer, FetchRequest } from "../net/fetch.ts";
export type { WitnessAddress, WitnessAnswer, WitnessOutcome } from "./ask-witness.ts";

/** A checkpoint that the log has signed, and who shall cosign it. */
export interface CosignatureQuestion {
  /** The signed note. Cosignatures that it carries already are kept. */
  readonly checkpoint: Uint8Array;
  readonly policy: Policy;
  /** Whom to ask; without it the witnesses of the policy that have an address there. */
  readonly witnesses?: readonly WitnessAddress[] | undefined;
  /** Consistency proof from an earlier size, never asked for 0 or for the size itself: `proveConsistency`. */
  readonly proofFor: (oldSize: number) => Promise<readonly Hash[]>;
  /** What each witness cosigned last, by name in the policy: spares a question. Wrong values do no harm. */
  readonly lastSizes?: ReadonlyMap<string, number> | undefined;
  readonly fetch: Fetch;
  /** The caller's clock, POSIX seconds. */
  readonly nowSeconds: () => number;
  /** For one witness with its second question; 5 s unless told. */
  readonly timeoutMs?: number | undefined;
  /** How long slower witnesses are waited for once the quorum is met; 500 ms unless told. */
  readonly graceMs?: number | undefined;
  readonly mlDsa44?: MlDsa44Verify | undefined;
}

export interface Cosigned {
  /** Whether the quorum of the policy is met by those who signed now. Never publish without it. */
  readonly met: boolean;
  /** The checkpoint with a line for each witness that signed, in the order of the policy. */
  readonly note: Uint8Array;
  /** One for each that was asked. `ahead` and `forked` are alarms, whatever the quorum says. */
  readonly answers: readonly WitnessAnswer[];
}

/**
 * Asks all witnesses at once for their cosignatures of a checkpoint [tlog-witness]. Outages and refusals of witnesses
 * are answers; throws a `LogFault` for a checkpoint that cannot be read, and whatever `proofFor` throws.
 */
export async function collectCosignatures(question: CosignatureQuestion): Promise<Cosigned> {
  const { checkpoint, policy, lastSizes, timeoutMs = 5000, graceMs = 500 } = question;
  const { note, checkpoint: head } = openCheckpoint(checkpoint);
  const witnesses = question.witnesses ?? addressesIn(policy);
  const deadline = deadlineIn(timeoutMs);
  const submission = { ...question, text: note.text, size: head.size, signal: deadline.signal };
  const answers = new Map<string, WitnessAnswer>();
  const met = (): boolean => meetsQuorum(policy, signersOf([...answers.values()]));
  let enough: () => void = () => undefined;
  const quorum = new Promise<void>((resolve) => (enough = resolve));
  const asked = witnesses.map(async (witness) => {
    const answer = await askWitness(witness, submission, lastSizes?.get(witness.name) ?? 0);
    answers.set(witness.name, answer);
    if (met()) enough();
  });
  try {
    const all = Promise.all(asked);
    await Promise.race([all, quorum.then(() => pause(graceMs))]);
    deadline.end();
    await all;
  } finally {
    deadline.end();
  }
  const given = witnesses.flatMap(({ name }) => answers.get(name) ?? []);
  const fresh = given.flatMap(({ line }) => line ?? []);
  const kept = note.signatures.filter((old) => !fresh.some((line) => sameSigner(line, old)));
  return { met: met(), answers: given, note: formatNote({ text: note.text, signatures: [...kept, ...fresh] }) };
}

/** The witnesses of a policy that can be asked. Throws `policy-line` for an address that is not http or https. */
export function addressesIn({ witnesses }: Policy): WitnessAddress[] {
  return witnesses.flatMap(({ name, key, url }) => {
    if (url === undefined) return [];
    if (!/^https?:\/\/[^\s]+$/i.test(url)) throw new LogFault("policy-line", url.slice(0, 100));
    return [{ name, key, url }];
  });
}

function signersOf(answers: readonly WitnessAnswer[]): Set<string> {
  return new Set(answers.filter(({ outcome }) => outcome === "signed").map(({ name }) => name));
}

interface Signer {
  readonly name: string;
  readonly id: Uint8Array;
}

function sameSigner(one: Signer, other: Signer): boolean {
  return one.name === other.name && one.id.every((byte, at) => byte === other.id[at]);
}

import type { Hash, Policy } from "@mingzhang/transparency-log";
import { collectCosignatures, type WitnessAnswer } from "@mingzhang/transparency-log/witness-client";

/** What the log asks its witnesses: to cosign a checkpoint that it has signed. */
export interface Submission {
  readonly note: Uint8Array;
  readonly policy: Policy;
  /** Proof that the tree of this checkpoint extends the one of an earlier size. */
  readonly proofFor: (oldSize: number) => Promise<readonly Hash[]>;
}

export interface Submitted {
  /** Whether the quorum of the policy has signed. Without it nothing may be published. */
  readonly met: boolean;
  /** The checkpoint with all signatures that there are. */
  readonly note: Uint8Array;
  readonly answers: readonly Pick<WitnessAnswer, "name" | "outcome" | "detail">[];
}

/** Those who keep the log from showing two readers two trees. */
export type Witnesses = (submission: Submission) => Promise<Submitted>;

/** Asks the witnesses that the policy gives an address for, each from the size that it signed last. */
export function witnessesByHttp(now: () => Date): Witnesses {
  const lastSizes = new Map<string, number>();
  return async ({ note, policy, proofFor }) => {
    const collected = await collectCosignatures({
      checkpoint: note,
      policy,
      proofFor,
      lastSizes,
      fetch: (url, request) => fetch(url, request),
      nowSeconds: () => now().getTime() / 1000,
    });
    for (const { name, size } of collected.answers) if (size !== undefined) lastSizes.set(name, size);
    return collected;
  };
}

import { LogFault } from "../fault.ts";
import { hex, leafHash } from "../merkle-tree.ts";
import { parseTlogProof } from "../proof/tlog-proof.ts";
import { inclusionFault } from "../tree/inclusion.ts";
import { checkCheckpoint, checkpointSteps, type CheckpointRules } from "./check-checkpoint.ts";
import { checkEntry, entrySteps, type EntryRules } from "./check-entry.ts";
import { type StepName, type Verdict, verdictOf } from "./steps.ts";

/** A proof, and what is known of its entry: without `entry` the proof's `extra` is taken for it. */
export interface ProofQuestion extends CheckpointRules, EntryRules {
  readonly proof: Uint8Array;
  readonly entry?: Uint8Array | undefined;
  /** The index at which the entry should stand, where the reader knows it. */
  readonly index?: number | undefined;
}

const proofSteps: readonly StepName[] = ["read-proof", "hash-entry", ...checkpointSteps, "inclusion", ...entrySteps];

/** Verifies a `.tlog-proof` against a pinned policy, without network [tlog-proof, Verifying a tlog proof]. */
export async function verifyProof(question: ProofQuestion): Promise<Verdict> {
  return verdictOf(proofSteps, async (run) => {
    const proof = await run.step("read-proof", (facts) => {
      const read = parseTlogProof(question.proof);
      facts["index"] = String(read.index);
      if (question.index !== undefined && question.index !== read.index) {
        throw new LogFault("proof-other-index", `${read.index}`);
      }
      return read;
    });
    const { entry, leaf } = await run.step("hash-entry", (facts) => {
      const bytes = question.entry ?? proof.extra;
      if (bytes === undefined) throw new LogFault("proof-entry-missing");
      const hash = leafHash(bytes);
      facts["leaf"] = hex(hash);
      return { entry: bytes, leaf: hash };
    });
    const { size, root } = await checkCheckpoint(run, () => proof.checkpoint, question);
    await run.step("inclusion", (facts) => {
      const fault = inclusionFault({ index: proof.index, size, leaf, root }, proof.hashes);
      if (fault !== undefined) throw new LogFault(fault, `${proof.index} of ${size}`);
      facts["hashes"] = String(proof.hashes.length);
    });
    await checkEntry(run, { entry, index: proof.index }, question);
  });
}

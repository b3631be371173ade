import type { CoveredEntry } from "@mingzhang/portal";
import { openCheckpoint, parseTlogProof, toBase64 } from "@mingzhang/transparency-log";
import type { Question } from "../http/question.ts";

/** What proves an entry under the checkpoint that is shown; null where none covers it yet, or no log is kept. */
export async function coveredEntry({ published }: Question, index: bigint): Promise<CoveredEntry | null> {
  const [proof, policy] = await Promise.all([published?.proof(Number(index)), published?.file("policy")]);
  if (!proof || !policy) return null;
  const { checkpoint: note } = parseTlogProof(proof.bytes);
  const { origin, size, root } = openCheckpoint(note).checkpoint;
  return {
    origin,
    size: String(size),
    root: toBase64(root),
    checkpoint: Buffer.from(note).toString(),
    proof: Buffer.from(proof.bytes).toString(),
    policy: Buffer.from(policy).toString(),
  };
}

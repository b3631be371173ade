import { equalBytes } from "../bytes/equal-bytes.ts";
import { LogFault } from "../fault.ts";
import type { Checkpoint } from "../notes/checkpoint.ts";
import type { VerifiedTiles } from "../tiles/verified-tiles.ts";
import { rootAt } from "../tree/hash-reader.ts";
import { logsThatSigned, openCheckpoint, type SignatureRules } from "./check-checkpoint.ts";
import type { StepRunner } from "./steps.ts";

/** Checkpoints that a reader kept, and what he sees now. */
export interface EarlierQuestion extends SignatureRules {
  readonly kept: readonly Uint8Array[];
  readonly now: Checkpoint;
}

/**
 * Checks that the log of today contains each tree that the log signed before. Two signed checkpoints of which this is
 * not true are the proof of a fork: keep both.
 */
export async function checkEarlier(
  run: StepRunner,
  tiles: VerifiedTiles,
  { kept, now, ...rules }: EarlierQuestion,
): Promise<void> {
  if (kept.length === 0) return;
  await run.step("earlier-checkpoints", async (facts) => {
    for (const bytes of kept) {
      const { note, checkpoint } = openCheckpoint(bytes);
      const { origin, size, root } = checkpoint;
      if (origin !== now.origin) throw new LogFault("other-log", origin);
      await logsThatSigned(note, origin, rules);
      if (size > now.size) throw new LogFault("checkpoint-older", `${now.size} < ${size}`);
      if (!equalBytes(await rootAt(tiles, size), root)) throw new LogFault("checkpoint-forked", String(size));
    }
    facts["checkpoints"] = String(kept.length);
  });
}

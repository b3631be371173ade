import { withheldIn } from "@mingzhang/domain";
import type { Recorder } from "../write/recorder.ts";
import type { Vault } from "./vault.ts";

/** Longer than any command is under way. */
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Drops values whose commands came to nothing, and binds those of which only the note is missing that their event was
 * recorded. The plan's own history decides; of a plan that this store does not know, or not to its end, nothing is
 * dropped.
 */
export async function sweepVault(
  vault: Vault,
  recorder: Pick<Recorder, "known">,
  olderThanMs = dayMs,
): Promise<number> {
  let dropped = 0;
  for (const { plan, event, digest } of await vault.unbound(olderThanMs)) {
    const { history, unread } = await recorder.known(plan);
    if (!history.state || unread) continue;
    const recorded = history.event(event);
    if (recorded && withheldIn(recorded).some((field) => field.digest === digest)) {
      await vault.bind(event, [digest]);
    } else {
      await vault.drop(event, digest);
      dropped += 1;
    }
  }
  return dropped;
}

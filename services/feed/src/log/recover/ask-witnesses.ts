import { proveConsistency, verifierOf, VerifiedTiles } from "@mingzhang/transparency-log";
import type { KeyTerm } from "../keys/log-keys.ts";
import type { WitnessPolicy } from "../witness-policy.ts";
import type { Witnesses } from "../writer/witnesses.ts";
import type { LastPublished } from "./last-published.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

export interface WitnessQuestion {
  readonly witnesses: Witnesses;
  readonly policy: WitnessPolicy;
  readonly terms: readonly KeyTerm[];
  readonly url: string;
}

/**
 * Shows the published checkpoint to the witnesses again: those who have signed a later one say so. Throws
 * `RecoveryRefused` where one has signed more, or where too few answer.
 */
export async function askWitnesses(last: LastPublished, { witnesses, policy, terms, url }: WitnessQuestion) {
  const { checkpoint, source } = last;
  const logs = terms.map(({ key }) => ({ key: verifierOf(key, "ed25519"), url }));
  const { met, answers } = await witnesses({
    note: last.note,
    policy: { logs, ...policy },
    proofFor: async (oldSize) => {
      const tiles = await VerifiedTiles.open(source.files, checkpoint);
      return proveConsistency(tiles, oldSize, checkpoint.size);
    },
  });
  const against = answers.filter(({ outcome }) => outcome !== "signed");
  const said = against.map(({ name, outcome, detail }) => `${name}: ${outcome}, ${detail}`).join("; ");
  if (against.some(({ outcome }) => outcome === "ahead" || outcome === "forked" || outcome === "refused")) {
    throw new RecoveryRefused(
      `见证人签署过比 ${source.place} 更新的、或不同的日志（${said}）：请换用最后公布的那一份，并恢复与之相符的备份`,
      `witnesses have signed a later or another log than ${source.place} holds (${said}): take the one that was ` +
        "published last, and the backup that belongs to it",
    );
  }
  if (met) return;
  throw new RecoveryRefused(
    `应答的见证人不足（${said}），无法确认 ${source.place} 是最后公布的：请等他们恢复后再试`,
    `too few witnesses answer (${said}) to be sure that ${source.place} is what was published last: try again when ` +
      "they are back",
  );
}

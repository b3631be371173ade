import { meetsQuorum, type Policy, proveConsistency, verifierOf, VerifiedTiles } from "@mingzhang/transparency-log";
import type { KeyTerm } from "../keys/log-keys.ts";
import type { WitnessPolicy } from "../witness-policy.ts";
import type { Submitted, Witnesses } from "../writer/witnesses.ts";
import type { LastPublished } from "./last-published.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

export interface WitnessQuestion {
  readonly witnesses: Witnesses;
  readonly policy: WitnessPolicy;
  readonly terms: readonly KeyTerm[];
  readonly url: string;
}

type Answer = Submitted["answers"][number];

/**
 * Shows the published checkpoint to the witnesses again: those who have signed a later one say so. True where nothing
 * later can have been published: enough of them sign, and those who do not are too few to have signed anything by
 * themselves. False where the log publishes without them. Throws `RecoveryRefused` in every other case.
 */
export async function askWitnesses(last: LastPublished, question: WitnessQuestion): Promise<boolean> {
  const { witnesses, policy, terms, url } = question;
  const { checkpoint, source } = last;
  const { answers } = await witnesses({
    note: last.note,
    policy: everyOne(policy, terms, url),
    proofFor: async (oldSize) => {
      const tiles = await VerifiedTiles.open(source.files, checkpoint);
      return proveConsistency(tiles, oldSize, checkpoint.size);
    },
  });
  const signers = new Set(answers.flatMap(({ name, outcome }) => (outcome === "signed" ? [name] : [])));
  const against = answers.filter(({ outcome }) => outcome !== "signed");
  const said = against.map(({ name, outcome, detail }) => `${name}: ${outcome}, ${detail}`).join("; ");
  if (against.some(hasSignedOther)) throw signedOther(source.place, said);
  if (policy.quorum === "none") return false;
  const silent = new Set(policy.witnesses.flatMap(({ name }) => (signers.has(name) ? [] : [name])));
  // Of a later checkpoint that is published a quorum has signed; one of them would be among those who answered.
  const rules: Policy = { logs: [], ...policy };
  if (meetsQuorum(rules, signers) && !meetsQuorum(rules, silent)) return true;
  throw tooFew(source.place, said);
}

/** A policy that waits for all of them: whoever answers last may be the one who has signed more. */
function everyOne({ witnesses }: WitnessPolicy, terms: readonly KeyTerm[], url: string): Policy {
  const logs = terms.map(({ key }) => ({ key: verifierOf(key, "ed25519"), url }));
  // No policy file can have a name with blanks.
  const all = { name: "every one", threshold: witnesses.length, members: witnesses.map(({ name }) => name) };
  return { logs, witnesses, groups: [all], quorum: all.name };
}

function hasSignedOther({ outcome, detail }: Answer): boolean {
  // 422: what it is shown does not contain what it has signed. Other refusals say nothing of what it has signed.
  return outcome === "ahead" || outcome === "forked" || (outcome === "refused" && detail === "422");
}

function signedOther(place: string, said: string): RecoveryRefused {
  return new RecoveryRefused(
    `见证人签署过比 ${place} 更新的、或不同的日志（${said}）：请换用最后公布的那一份，并恢复与之相符的备份`,
    `witnesses have signed a later or another log than ${place} holds (${said}): take the one that was ` +
      "published last, and the backup that belongs to it",
  );
}

function tooFew(place: string, said: string): RecoveryRefused {
  return new RecoveryRefused(
    `应答的见证人不足（${said}），无法确认 ${place} 是最后公布的：请等他们恢复后再试；长期停办的，从 LOG_POLICY 中删去`,
    `too few witnesses answer (${said}) to be sure that ${place} is what was published last: try again when ` +
      "they are back; leave one that has closed for good out of LOG_POLICY",
  );
}

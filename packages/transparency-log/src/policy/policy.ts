import type { NoteKey } from "../notes/note-key.ts";

/** A log that is believed: its key's name is the origin of its checkpoints. */
export interface PolicyLog {
  readonly key: NoteKey;
  readonly url: string | undefined;
}

/** A witness under the name that the policy gives it; its key has a name of its own. */
export interface PolicyWitness {
  readonly name: string;
  readonly key: NoteKey;
  readonly url: string | undefined;
}

/** Counts as one witness if at least `threshold` of its members do; members are witnesses or groups. */
export interface PolicyGroup {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
}

/** What a verifier pins [tlog-policy]: which logs, which witnesses, and how many of them are enough. */
export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  /** Name of a witness or a group, or `none`: no cosignature is needed. */
  readonly quorum: string;
}

/** Whether these witnesses, by their names in the policy, are enough. */
export function meetsQuorum(policy: Policy, cosigners: ReadonlySet<string>): boolean {
  if (policy.quorum === "none") return true;
  const met = new Set(policy.witnesses.map(({ name }) => name).filter((name) => cosigners.has(name)));
  // A group names what stands before it, so one pass in order is enough.
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name);
  }
  return met.has(policy.quorum);
}

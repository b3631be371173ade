import { LogFault } from "../fault.ts";
import { hex } from "../merkle-tree.ts";
import { type Checkpoint, parseCheckpoint } from "../notes/checkpoint.ts";
import { verifyCosignature } from "../notes/cosignature.ts";
import { isKeyOf, keyTypes } from "../notes/note-key.ts";
import { parseNote, type SignedNote, verifyNoteSignature } from "../notes/signed-note.ts";
import { meetsQuorum, type Policy } from "../policy/policy.ts";
import { type StepName, type StepRunner, type Verdict, verdictOf } from "./steps.ts";

/** Clocks differ a little: a cosignature this many seconds ahead is not yet from the future. */
const clockTolerance = 300;

/** By which a checkpoint is judged. */
export interface CheckpointRules {
  readonly policy: Policy;
  /** Without it nothing is said of age: an old checkpoint is a true one. */
  readonly time?: TimeRule | undefined;
}

/** The reader's clock in POSIX seconds, and how old the cosignatures that make up the quorum may be. */
export interface TimeRule {
  readonly nowSeconds: number;
  readonly maximalAgeSeconds: number;
}

/** The steps that `checkCheckpoint` runs. */
export const checkpointSteps: readonly StepName[] = ["read-checkpoint", "log-signature", "witness-quorum", "freshness"];

/** Reads a checkpoint and checks who signed it, step by step. */
export async function checkCheckpoint(
  run: StepRunner,
  read: () => Uint8Array | Promise<Uint8Array>,
  { policy, time }: CheckpointRules,
): Promise<Checkpoint> {
  const { note, checkpoint } = await run.step("read-checkpoint", async (facts) => {
    const opened = openCheckpoint(await read());
    facts["origin"] = opened.checkpoint.origin;
    facts["size"] = String(opened.checkpoint.size);
    facts["root"] = hex(opened.checkpoint.root);
    return opened;
  });
  await run.step("log-signature", (facts) => {
    facts["signedBy"] = logsThatSigned(note, checkpoint.origin, policy).join(", ");
  });
  const times = await checkWitnesses(run, note, policy);
  if (time !== undefined) await run.step("freshness", () => checkAge(policy, times, time));
  return checkpoint;
}

async function checkWitnesses(run: StepRunner, note: SignedNote, policy: Policy): Promise<Map<string, bigint>> {
  // Where no witness is asked for, nobody may read that all see the same log; a false line is refused all the same.
  if (policy.quorum === "none") return run.unasked("witness-quorum", () => cosignatureTimes(note, policy));
  return run.step("witness-quorum", (facts) => {
    const found = cosignatureTimes(note, policy);
    facts["quorum"] = policy.quorum;
    for (const [name, seconds] of found) facts[name] = instant(seconds);
    if (!meetsQuorum(policy, new Set(found.keys()))) throw new LogFault("quorum-missing", policy.quorum);
    return found;
  });
}

/** Verifies a checkpoint alone: what a reader does before he keeps it, or a mirror before it follows. */
export function verifyCheckpoint(note: Uint8Array, rules: CheckpointRules): Promise<Verdict> {
  return verdictOf(checkpointSteps, async (run) => void (await checkCheckpoint(run, () => note, rules)));
}

/** Reads a checkpoint's note; nothing is verified. */
export function openCheckpoint(bytes: Uint8Array): { note: SignedNote; checkpoint: Checkpoint } {
  const note = parseNote(bytes);
  return { note, checkpoint: parseCheckpoint(note.text) };
}

/**
 * Names of the log keys whose signatures verify. A line of a known key that fails rejects the note; lines of unknown
 * keys are passed over. Throws `origin-unknown`, `log-signature-false` or `log-signature-missing`.
 */
export function logsThatSigned({ text, signatures }: SignedNote, origin: string, policy: Policy): string[] {
  const logs = policy.logs.filter(({ key }) => key.name === origin);
  if (logs.length === 0) throw new LogFault("origin-unknown", origin);
  const known = logs.filter(({ key }) => key.type === keyTypes.ed25519);
  const signed = known.flatMap(({ key }) =>
    signatures
      .filter((line) => isKeyOf(key, line))
      .map((line) => {
        if (!verifyNoteSignature(text, line, key)) throw new LogFault("log-signature-false", key.name);
        return `${key.name}+${hex(key.id)}`;
      }),
  );
  if (signed.length === 0) throw new LogFault("log-signature-missing", origin);
  return [...new Set(signed)];
}

/** Newest verified cosignature of each witness, by its name in the policy, in POSIX seconds. */
export function cosignatureTimes({ text, signatures }: SignedNote, policy: Policy): Map<string, bigint> {
  const times = new Map<string, bigint>();
  for (const { name, key } of policy.witnesses.filter((each) => each.key.type === keyTypes.cosignature)) {
    for (const line of signatures.filter((each) => isKeyOf(key, each))) {
      const seconds = verifyCosignature(text, line, key);
      if (seconds === undefined) throw new LogFault("witness-signature-false", key.name);
      if (seconds > (times.get(name) ?? -1n)) times.set(name, seconds);
    }
  }
  return times;
}

function checkAge(policy: Policy, times: ReadonlyMap<string, bigint>, time: TimeRule): void {
  if (policy.quorum === "none") throw new LogFault("time-unknown");
  const now = BigInt(Math.floor(time.nowSeconds));
  for (const [name, seconds] of times) {
    if (seconds > now + BigInt(clockTolerance)) throw new LogFault("cosignature-in-future", name);
  }
  const oldest = now - BigInt(Math.floor(time.maximalAgeSeconds));
  const fresh = [...times].filter(([, seconds]) => seconds >= oldest).map(([name]) => name);
  if (!meetsQuorum(policy, new Set(fresh))) throw new LogFault("cosignatures-too-old", policy.quorum);
}

function instant(seconds: bigint): string {
  // A date of JavaScript ends in the year 275760.
  return seconds <= 8_640_000_000_000n ? new Date(Number(seconds) * 1000).toISOString() : `${seconds} s`;
}

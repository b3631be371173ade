import { LogFault } from "../fault.ts";
import { hex } from "../merkle-tree.ts";
import { type Checkpoint, parseCheckpoint } from "../notes/checkpoint.ts";
import { verifyCosignature } from "../notes/cosignature.ts";
import type { MlDsa44Verify } from "../notes/ml-dsa-message.ts";
import { isKeyOf, keyTypes, type NoteKey } from "../notes/note-key.ts";
import { parseNote, type SignedNote, verifyNoteSignature } from "../notes/signed-note.ts";
import { meetsQuorum, type Policy } from "../policy/policy.ts";
import { type StepName, type StepRunner, type Verdict, verdictOf } from "./steps.ts";

/** Clocks differ a little: a cosignature this many seconds ahead is not yet from the future. */
const clockTolerance = 300;

/** By which signatures are judged. */
export interface SignatureRules {
  readonly policy: Policy;
  /** From the door `./ml-dsa`: without it keys of ML-DSA-44 in the policy count for nothing. */
  readonly mlDsa44?: MlDsa44Verify | undefined;
}

/** By which a checkpoint is judged. */
export interface CheckpointRules extends SignatureRules {
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
  rules: CheckpointRules,
): Promise<Checkpoint> {
  const { policy, time } = rules;
  const { note, checkpoint } = await run.step("read-checkpoint", async (facts) => {
    const opened = openCheckpoint(await read());
    facts["origin"] = opened.checkpoint.origin;
    facts["size"] = String(opened.checkpoint.size);
    facts["root"] = hex(opened.checkpoint.root);
    return opened;
  });
  await run.step("log-signature", async (facts) => {
    facts["signedBy"] = (await logsThatSigned(note, checkpoint.origin, rules)).join(", ");
  });
  const times = await checkWitnesses(run, note, rules);
  if (time !== undefined) await run.step("freshness", () => checkAge(policy, times, time));
  return checkpoint;
}

async function checkWitnesses(run: StepRunner, note: SignedNote, rules: SignatureRules): Promise<Map<string, bigint>> {
  const { policy } = rules;
  // Where no witness is asked for, nobody may read that all see the same log; a false line is refused all the same.
  if (policy.quorum === "none") return run.unasked("witness-quorum", () => cosignatureTimes(note, rules));
  return run.step("witness-quorum", async (facts) => {
    const found = await cosignatureTimes(note, rules);
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
export async function logsThatSigned(
  { text, signatures }: SignedNote,
  origin: string,
  { policy, mlDsa44 }: SignatureRules,
): Promise<string[]> {
  const logs = policy.logs.filter(({ key }) => key.name === origin);
  if (logs.length === 0) throw new LogFault("origin-unknown", origin);
  const signed = new Set<string>();
  for (const { key } of logs.filter((log) => isVerifiable(log, mlDsa44))) {
    for (const line of signatures.filter((each) => isKeyOf(key, each))) {
      const holds =
        key.type === keyTypes.ed25519
          ? await verifyNoteSignature(text, line, key)
          : (await verifyCosignature(text, line, { key, mlDsa44 })) !== undefined;
      if (!holds) throw new LogFault("log-signature-false", key.name);
      signed.add(`${key.name}+${hex(key.id)}`);
    }
  }
  if (signed.size === 0) throw new LogFault("log-signature-missing", origin);
  return [...signed];
}

/** Newest verified cosignature of each witness, by its name in the policy, in POSIX seconds. */
export async function cosignatureTimes(
  { text, signatures }: SignedNote,
  { policy, mlDsa44 }: SignatureRules,
): Promise<Map<string, bigint>> {
  const times = new Map<string, bigint>();
  for (const { name, key } of policy.witnesses.filter((each) => isVerifiable(each, mlDsa44))) {
    for (const line of signatures.filter((each) => isKeyOf(key, each))) {
      const seconds = await verifyCosignature(text, line, { key, mlDsa44 });
      if (seconds === undefined) throw new LogFault("witness-signature-false", key.name);
      if (seconds > (times.get(name) ?? -1n)) times.set(name, seconds);
    }
  }
  return times;
}

function isVerifiable({ key }: { readonly key: NoteKey }, mlDsa44: MlDsa44Verify | undefined): boolean {
  return key.type !== keyTypes.mlDsa44 || mlDsa44 !== undefined;
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

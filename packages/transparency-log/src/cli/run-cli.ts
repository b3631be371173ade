import { readFile, writeFile } from "node:fs/promises";
import { eventForm } from "../entry/event-form.ts";
import { LogFault } from "../fault.ts";
import { mlDsa44Verify } from "../ml-dsa.ts";
import type { Policy } from "../policy/policy.ts";
import { parsePolicy } from "../policy/policy-text.ts";
import { auditLog } from "../verify/audit-log.ts";
import type { TimeRule } from "../verify/check-checkpoint.ts";
import type { Verdict } from "../verify/steps.ts";
import { verifyEntry } from "../verify/verify-entry.ts";
import { verifyProof } from "../verify/verify-proof.ts";
import { faultWords } from "../words/fault-words.ts";
import type { Language } from "../words/words.ts";
import { type Call, languageOf, readCall } from "./arguments.ts";
import { type LogSource, openSource } from "./log-source.ts";
import { Hindered, hindranceWords } from "./outage.ts";
import { shown, verdictText } from "./print-verdict.ts";
import { usage } from "./usage.ts";

/** The world of a command: its two streams, its environment, and the time in POSIX seconds. */
export interface CliWorld {
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  nowSeconds(): number;
}

/** Runs a command; the answer is its exit code: 0 proved, 1 not proved, 2 wrong call, 3 the source cannot be read. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<0 | 1 | 2 | 3> {
  const language = languageOf(args, world.environment);
  try {
    const call = readCall(args);
    if (call.command === "help") {
      world.out(usage[language]);
      return 0;
    }
    const verdict = await answer(call, world);
    world.out(call.json ? `${JSON.stringify(verdict, undefined, 2)}\n` : verdictText(verdict, language));
    return verdict.passed ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Hindered)) throw error;
    world.err(`${hindranceText(error, language)}\n`);
    if (error.exitCode === 2) world.err(`\n${usage[language]}`);
    return error.exitCode;
  }
}

/** Why no verdict can be given, in words. */
export function hindranceText({ hindrance, subject, cause }: Hindered, language: Language): string {
  const why = cause instanceof LogFault ? `\n    ${faultWords[cause.code][language]} (${shown(cause.message)})` : "";
  return `${hindranceWords[hindrance][language]}: ${shown(subject)}${why}`;
}

async function answer(call: Call, world: CliWorld): Promise<Verdict> {
  const policy = await policyOf(call.policy ?? "");
  const time = timeOf(call, world);
  if (call.proof !== undefined && call.command === "verify") return offline(call, policy, time);
  const source = await openSource(call.source ?? "");
  try {
    return await online(call, { source, policy, time });
  } finally {
    await source.close();
  }
}

async function offline(call: Call, policy: Policy, time: TimeRule | undefined): Promise<Verdict> {
  const entry = call.entry === undefined ? undefined : await fileBytes(call.entry);
  const proof = await fileBytes(call.proof ?? "");
  const mlDsa44 = mlDsa44Verify;
  return verifyProof({ proof, entry, policy, mlDsa44, time, entryForm: formOf(call), disclosures: call.disclosures });
}

interface Opened {
  readonly source: LogSource;
  readonly policy: Policy;
  readonly time: TimeRule | undefined;
}

async function online(call: Call, { source, policy, time }: Opened): Promise<Verdict> {
  const kept = await Promise.all(call.kept.map(fileBytes));
  const rules = { files: source.files, policy, mlDsa44: mlDsa44Verify, time, kept, entryForm: formOf(call) };
  if (call.command === "audit") return auditLog({ ...rules, paths: source.paths });
  const found = await verifyEntry({ ...rules, index: call.index ?? 0, disclosures: call.disclosures });
  if (call.command === "proof" && found.proof !== undefined) await write(call.out ?? "", found.proof);
  return found.verdict;
}

function formOf({ form }: Call): typeof eventForm | undefined {
  return form === "event" ? eventForm : undefined;
}

function timeOf({ maximalAgeSeconds }: Call, world: CliWorld): TimeRule | undefined {
  return maximalAgeSeconds === undefined ? undefined : { maximalAgeSeconds, nowSeconds: world.nowSeconds() };
}

async function policyOf(file: string): Promise<Policy> {
  return policyFrom(await fileBytes(file), file);
}

/** A policy from its bytes; `place` is named where it cannot be understood. Throws Hindered. */
export function policyFrom(bytes: Uint8Array, place: string): Policy {
  try {
    return parsePolicy(bytes);
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    throw new Hindered("wrong-policy", place, error);
  }
}

/** A whole file of the caller's own. Throws Hindered. */
export async function fileBytes(file: string): Promise<Uint8Array> {
  return new Uint8Array(
    await readFile(file).catch((error: unknown) => {
      throw new Hindered("file-unreadable", file, error);
    }),
  );
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(file, bytes).catch((error: unknown) => {
    throw new Hindered("file-unwritable", file, error);
  });
}

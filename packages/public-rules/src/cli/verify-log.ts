import { parseArgs } from "node:util";
import {
  auditLog,
  eventForm,
  formatVkey,
  type Language,
  type LogFiles,
  type Policy,
  readNeeded,
  sha256Hex,
  type Verdict,
} from "@mingzhang/transparency-log";
import {
  type CliWorld,
  fileBytes,
  Hindered,
  hindranceText,
  languageOf,
  type LogSource,
  openSource,
  policyFrom,
  shown,
  verdictText,
} from "@mingzhang/transparency-log/cli";
import { mlDsa44Verify } from "@mingzhang/transparency-log/ml-dsa";
import { attachedFiles } from "../attached-files.ts";
import { PublicRecord } from "../public-record.ts";
import { replayRecord } from "../replay.ts";
import { type Breach, BrokenRule } from "../rule.ts";
import { type ArchiveCheck, checkLines, checkSums, LineDigests } from "./archive-files.ts";
import { cliWords, verifyUsage } from "./cli-words.ts";
import { checkEvidence, type EvidenceCheck } from "./evidence-files.ts";
import { archiveText, evidenceText, replayText } from "./print-replay.ts";

const maximalPolicyBytes = 1_048_576;

interface Call {
  readonly source: string;
  readonly policy: string | undefined;
  readonly kept: readonly string[];
  readonly maximalAgeSeconds: number | undefined;
}

/**
 * Verifies a log as a stranger would: every byte of it, then its books from what is public. Answers with the exit code:
 * 0 passed, 1 not passed, 2 wrong call, 3 the source cannot be read, which says nothing about the log.
 */
export async function verifyLog(args: readonly string[], world: CliWorld): Promise<0 | 1 | 2 | 3> {
  const language = languageOf(args, world.environment);
  if (args.length === 0 || args.includes("--help")) {
    world.out(verifyUsage[language]);
    return args.length === 0 ? 2 : 0;
  }
  try {
    const call = readCall(args);
    const source = await openSource(call.source);
    try {
      return await verifySource(call, { source, language, world });
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof Hindered)) throw error;
    world.err(`${hindranceText(error, language)}\n`);
    if (error.exitCode === 2) world.err(`\n${verifyUsage[language]}`);
    return error.exitCode;
  }
}

interface Opened {
  readonly source: LogSource;
  readonly language: Language;
  readonly world: CliWorld;
}

async function verifySource(call: Call, { source, language, world }: Opened): Promise<0 | 1> {
  const policy = await policyOf(call, source);
  if (call.policy === undefined) world.out(`${ownPolicyText(policy, language)}\n`);
  if (policy.quorum === "none") world.out(`${cliWords.noWitness[language]}\n\n`);
  const kept = await Promise.all(call.kept.map(fileBytes));
  const { maximalAgeSeconds } = call;
  const time = maximalAgeSeconds === undefined ? undefined : { maximalAgeSeconds, nowSeconds: world.nowSeconds() };
  const { verdict, record, early, lines, checkpoint } = await audit(source, { policy, kept, time });
  world.out(`${cliWords.log[language]}\n${verdictText(verdict, language)}\n`);
  const archive = verdict.passed ? await archiveOf(source, lines) : undefined;
  if (archive !== undefined) world.out(archiveText(archive, language));
  const keys = policy.logs.map(({ key }) => key);
  const signed = verdict.passed ? await record.keys.breaches([...kept, ...checkpoint], keys) : [];
  const replay = verdict.passed ? replayRecord(record, early, signed) : undefined;
  world.out(replayText(replay, language));
  const evidence = replay?.passed === true ? await evidenceOf(call, record) : undefined;
  if (evidence !== undefined) world.out(evidenceText(evidence, language));
  const others = archive?.passed === false || evidence?.passed === false;
  const passed = verdict.passed && replay?.passed === true && !others;
  world.out(`${cliWords[passed ? "passed" : "failed"][language]}\n${cliWords.limits[language]}\n`);
  return passed ? 0 : 1;
}

interface Audited {
  readonly verdict: Verdict;
  readonly record: PublicRecord;
  readonly early: readonly Breach[];
  readonly lines: LineDigests;
  /** The note that was audited: a log that grows meanwhile may serve a newer one by now. */
  readonly checkpoint: readonly Uint8Array[];
}

type Rules = Pick<Parameters<typeof auditLog>[0], "policy" | "kept" | "time">;

async function audit({ files: served, paths }: LogSource, rules: Rules): Promise<Audited> {
  const checkpoint: Uint8Array[] = [];
  const files: LogFiles = {
    async read(path, maximalBytes) {
      const bytes = await served.read(path, maximalBytes);
      if (path === "checkpoint" && bytes) checkpoint.splice(0, 1, bytes);
      return bytes;
    },
  };
  const record = new PublicRecord();
  const lines = new LineDigests();
  const early: Breach[] = [];
  const onEntry = (entry: Uint8Array): void => {
    lines.add(entry);
    if (early.length > 0) return;
    try {
      record.add(entry);
    } catch (error) {
      if (!(error instanceof BrokenRule)) throw error;
      early.push(error.breach);
    }
  };
  const mlDsa44 = mlDsa44Verify;
  const verdict = await auditLog({ ...rules, files, paths, mlDsa44, entryForm: eventForm, onEntry });
  return { verdict, record, early, lines, checkpoint };
}

/** The two checks of an archive, where this is one: a log that is served has no such files. */
export interface Archive {
  readonly passed: boolean;
  readonly lines: ArchiveCheck;
  readonly sums: ArchiveCheck;
}

async function archiveOf({ files, paths }: LogSource, digests: LineDigests): Promise<Archive | undefined> {
  if (paths === undefined || !paths.some((path) => path === "SHA256SUMS" || path.startsWith("ndjson/")))
    return undefined;
  const [lines, sums] = [await checkLines(files, paths, digests.all()), await checkSums(files)];
  return { passed: lines.fault === undefined && sums.fault === undefined, lines, sums };
}

/** Undefined where no entry names a file. */
async function evidenceOf({ source }: Call, record: PublicRecord): Promise<EvidenceCheck | undefined> {
  const attached = attachedFiles(record.plans());
  return attached.length === 0 ? undefined : checkEvidence(source, attached);
}

async function policyOf({ policy }: Call, { files }: LogSource): Promise<Policy> {
  if (policy !== undefined) return policyFrom(await fileBytes(policy), policy);
  const bytes = await files.read("policy", maximalPolicyBytes);
  if (bytes === undefined) throw new Hindered("policy-needed", "policy");
  return policyFrom(await readNeeded(files, "policy", maximalPolicyBytes), "policy");
}

function ownPolicyText({ logs, witnesses }: Policy, language: Language): string {
  const keys = [...logs, ...witnesses].map(
    ({ key }) => `  ${shown(formatVkey(key).slice(0, 120))}\n    ${fingerprint(key.publicKey)}`,
  );
  return [cliWords.ownPolicy[language], ...keys, ""].join("\n");
}

function fingerprint(publicKey: Uint8Array): string {
  return (sha256Hex(publicKey).match(/.{4}/g) ?? []).join(" ");
}

function readCall(args: readonly string[]): Call {
  const text = { type: "string" } as const;
  const options = { policy: text, kept: { ...text, multiple: true }, "max-age": text, lang: text } as const;
  const { values, positionals } = parsed(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [source, ...rest] = positionals;
  if (source === undefined || rest.length > 0) throw new Hindered("wrong-arguments", args.join(" "));
  const hours = values["max-age"];
  if (hours !== undefined && !/^\d{1,6}$/.test(hours)) throw new Hindered("wrong-hours", hours);
  return {
    source: addressOf(source),
    policy: values.policy,
    kept: values.kept ?? [],
    maximalAgeSeconds: hours === undefined ? undefined : Number(hours) * 3600,
  };
}

/** A site is named by its address alone; its log lies at a known place. */
function addressOf(source: string): string {
  if (!/^https?:\/\//i.test(source) || !URL.canParse(source)) return source;
  const url = new URL(source);
  if (url.pathname === "/") url.pathname = "/log";
  return url.href;
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Hindered("wrong-arguments", error instanceof Error ? error.message : String(error), error);
  }
}

import {
  eventForm,
  fetchedFiles,
  type LogFiles,
  LogFault,
  openCheckpoint,
  parseTlogProof,
  type Policy,
  rootAt,
  type Step,
  verifyEntry,
  VerifiedTiles,
} from "@mingzhang/transparency-log";
import { type Check, checkOf, checksOf, type Part } from "./checks.ts";
import { islandWords } from "./island-words.ts";
import { recall, remember } from "./remembered.ts";

export interface ServedQuestion {
  readonly address: string;
  readonly index: number;
  /** The bytes on the page. */
  readonly entry: Uint8Array;
  readonly policy: Policy;
  readonly policyText: string;
}

export interface ServedCheck {
  readonly part: Part;
  /** The two checkpoints of which no log can have signed both, where that was found. */
  readonly evidence: readonly [kept: string, now: string] | null;
}

/**
 * Verifies the entry from the log's own files, and that the log still contains the checkpoint that this browser saw
 * last. Throws `LogOutage` where the log cannot be read.
 */
export async function checkServed({ address, index, entry, policy, policyText }: ServedQuestion): Promise<ServedCheck> {
  const files = remembering(logAt(address));
  const answer = await verifyEntry({ files, index, policy, entryForm: eventForm });
  const checks: Check[] = checksOf(answer.verdict, policy).slice();
  if (!answer.entry || !answer.proof) return { part: partOf(checks), evidence: null };
  const same = equal(answer.entry, entry);
  checks.push({
    title: islandWords.sameEntry,
    outcome: same ? "passed" : "failed",
    facts: {},
    note: same ? null : islandWords.otherEntry,
  });
  const note = parseTlogProof(answer.proof).checkpoint;
  const { checkpoint } = openCheckpoint(note);
  const before = recall(checkpoint.origin);
  const kept = await keptStep(files, before && new TextEncoder().encode(before.checkpoint), checkpoint);
  const earlier = checkOf(kept);
  const changed = before !== null && before.policy !== policyText ? islandWords.rulesChanged : null;
  checks.push({ ...earlier, note: earlier.note ?? (before === null ? islandWords.noVisit : changed) });
  const noteText = new TextDecoder().decode(note);
  if (kept.outcome === "failed") {
    return { part: partOf(checks), evidence: [before?.checkpoint ?? "", noteText] };
  }
  if (same) remember(checkpoint.origin, { checkpoint: noteText, policy: policyText });
  return { part: partOf(checks), evidence: null };
}

/** The policy that the log itself shows. Throws `LogOutage`. */
export async function servedPolicy(address: string): Promise<string> {
  const bytes = await logAt(address).read("policy", 65_536);
  if (bytes === undefined) throw new LogFault("file-missing", "policy");
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

function partOf(checks: readonly Check[]): Part {
  return { title: islandWords.served, lead: islandWords.servedLead, checks };
}

function logAt(address: string): LogFiles {
  return fetchedFiles({
    address,
    fetch: (url, request) => fetch(url, { ...request, credentials: "omit" }),
    timeoutMs: 10_000,
    attempts: 2,
  });
}

/** Asks for no file twice: the tiles at the log's end are needed for both questions. */
function remembering(files: LogFiles): LogFiles {
  const found = new Map<string, Promise<Uint8Array | undefined>>();
  return {
    read(path, maximalBytes) {
      const known = found.get(path) ?? files.read(path, maximalBytes);
      found.set(path, known);
      return known;
    },
  };
}

/**
 * The checkpoint that was seen last was verified when it was kept; here its tree has to be the beginning of today's.
 */
async function keptStep(
  files: LogFiles,
  kept: Uint8Array | null,
  now: ReturnType<typeof openCheckpoint>["checkpoint"],
): Promise<Step> {
  const name = "earlier-checkpoints";
  const none = { name, facts: {}, fault: undefined, place: undefined } as const;
  if (kept === null) return { ...none, outcome: "not-asked" };
  const { size, root } = openCheckpoint(kept).checkpoint;
  try {
    if (size > now.size) throw new LogFault("checkpoint-older", `${now.size} < ${size}`);
    const tiles = await VerifiedTiles.open(files, now);
    if (!equal(await rootAt(tiles, size), root)) throw new LogFault("checkpoint-forked", String(size));
    return { ...none, outcome: "passed", facts: { size: `${size} → ${now.size}` } };
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    return { ...none, outcome: "failed", fault: error.code, place: error.place };
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

import { createHash } from "node:crypto";
import { LogFault, type LogFiles } from "@mingzhang/transparency-log";
import { Hindered, openSource } from "@mingzhang/transparency-log/cli";
import type { AttachedFile } from "../attached-files.ts";

const maximalBytes = 33_554_432;

/** What became of the files that entries name. */
export interface EvidenceCheck {
  readonly passed: boolean;
  /** Files whose bytes have the digest that the log holds. */
  readonly matching: number;
  /** Files that are not to be had here: a mirror or an archive may be without them, and that proves nothing. */
  readonly absent: number;
  /** Files with other bytes than those that were attached. */
  readonly others: readonly AttachedFile[];
}

/** Where the files of a log's evidence lie: beside a log that is served, `/evidence/<sha256>`, and nowhere else. */
export async function checkEvidence(source: string, attached: readonly AttachedFile[]): Promise<EvidenceCheck> {
  const others: AttachedFile[] = [];
  let [matching, absent] = [0, 0];
  const files = await filesBeside(source);
  for (const file of attached) {
    const found = files && (await digestOf(files, file.sha256));
    if (found === undefined) absent += 1;
    else if (found === file.sha256) matching += 1;
    else others.push(file);
  }
  return { passed: others.length === 0, matching, absent, others };
}

async function filesBeside(source: string): Promise<LogFiles | undefined> {
  if (!/^https?:\/\//i.test(source) || !URL.canParse(source)) return undefined;
  const beside = new URL("evidence", source.replace(/\/+$/, ""));
  return (await openSource(beside.href)).files;
}

/** Undefined where nobody gives the file out; a file of another size is another one. */
async function digestOf(files: LogFiles, sha256: string): Promise<string | undefined> {
  try {
    const bytes = await files.read(sha256, maximalBytes);
    return bytes && createHash("sha256").update(bytes).digest("hex");
  } catch (error) {
    if (error instanceof LogFault) return "too large";
    if (error instanceof Hindered) return undefined;
    throw error;
  }
}

import { readFile } from "node:fs/promises";
import { keyTypes, LogFault, parsePolicy, type Policy } from "@mingzhang/transparency-log";
import { type PolicyFault, policyFaultWords, wordsOfFault } from "./policy-fault-words.ts";

/** Who has to cosign, as an operator writes it: a C2SP tlog-policy without its `log` lines, which are ours to add. */
export type WitnessPolicy = Pick<Policy, "witnesses" | "groups" | "quorum">;

/** Nobody cosigns: then a reader has to keep checkpoints to know that all see the same log. */
const nobody: WitnessPolicy = { witnesses: [], groups: [], quorum: "none" };

/** The setting is wrong: `lines` say where, what stands there, and what helps. */
export class WrongPolicy extends Error {
  readonly lines: readonly [zh: string, en: string];

  constructor(lines: WrongPolicy["lines"]) {
    super(lines[1]);
    this.name = "WrongPolicy";
    this.lines = lines;
  }
}

/** Reads the policy file. Throws `WrongPolicy` where it cannot be read, or makes no sense for this log. */
export async function readWitnessPolicy(file: string | undefined): Promise<WitnessPolicy> {
  if (file === undefined) return nobody;
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error.code ?? error.message);
  });
  const wrong = (fault: PolicyFault, line: number | null) => wrongAt({ file, bytes }, fault, line);
  try {
    const { logs, witnesses, groups, quorum } = parsePolicy(bytes);
    const lineOf = (kind: string, name?: string) => lineWhere(bytes, (words) => isOf(words, kind, name));
    if (logs.length > 0) throw wrong("log-line", lineOf("log"));
    for (const { name, key, url } of witnesses) {
      if (key.type === keyTypes.mlDsa44) throw wrong("ml-dsa-key", lineOf("witness", name));
      if (url === undefined) throw wrong("no-address", lineOf("witness", name));
      if (!/^https?:\/\/[^\s/]/i.test(url)) throw wrong("no-http-address", lineOf("witness", name));
    }
    return { witnesses, groups, quorum };
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    const number = /^line (\d+)$/.exec(error.place ?? "")?.[1];
    throw wrong(error.code, number === undefined ? null : Number(number));
  }
}

interface PolicyText {
  readonly file: string;
  readonly bytes: Uint8Array;
}

function wrongAt({ file, bytes }: PolicyText, fault: PolicyFault, line: number | null): WrongPolicy {
  const [zh, en] = [wordsOfFault(fault, "zh"), wordsOfFault(fault, "en")];
  if (line === null) return new WrongPolicy([`LOG_POLICY=${file} 不对：${zh}`, `LOG_POLICY=${file} is wrong: ${en}`]);
  const value = shown(linesOf(bytes)[line - 1] ?? "");
  return new WrongPolicy([
    `LOG_POLICY=${file} 第 ${line} 行“${value}”不对：${zh}`,
    `LOG_POLICY=${file} line ${line} “${value}” is wrong: ${en}`,
  ]);
}

function unreadable(file: string, code: string): WrongPolicy {
  const { zh, en } = policyFaultWords.unreadable;
  return new WrongPolicy([
    `LOG_POLICY=${file} 读不出（${code}）：${zh}`,
    `LOG_POLICY=${file} cannot be read (${code}): ${en}`,
  ]);
}

const linesOf = (bytes: Uint8Array): readonly string[] => Buffer.from(bytes).toString().split("\n");

const isOf = ([first, second]: readonly string[], kind: string, name: string | undefined): boolean =>
  first === kind && (name === undefined || second === name);

function lineWhere(bytes: Uint8Array, is: (words: readonly string[]) => boolean): number | null {
  const at = linesOf(bytes).findIndex((line) => is(line.split(/[ \t]+/).filter((word) => word !== "")));
  return at < 0 ? null : at + 1;
}

const longestShown = 160;

/** Enough of a line to find it, with nothing in it that steers a terminal. */
function shown(line: string): string {
  const plain = line.trim().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  return plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain;
}

import { readDecimal } from "../bytes/decimal.ts";
import { equalBytes } from "../bytes/equal-bytes.ts";
import { fromUtf8 } from "../bytes/utf8.ts";
import { LogFault } from "../fault.ts";
import { formatVkey, keyTypes, type KeyType, type NoteKey, parseVkey } from "../notes/note-key.ts";
import type { Policy, PolicyGroup, PolicyLog, PolicyWitness } from "./policy.ts";

const maximalPolicyBytes = 1_048_576;

interface Draft {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly groups: PolicyGroup[];
  readonly members: Set<string>;
  quorum: string | undefined;
}

/**
 * Reads a C2SP tlog-policy. Names are compared as written; text that is not UTF-8 is refused. Keys of ML-DSA-44 are
 * taken and never verify here. Throws a fault whose place is the line: `policy-line`, `policy-character`,
 * `policy-duplicate-key`, `policy-name`, `policy-threshold`, `policy-quorum`, `policy-key-type`, or that of a key.
 */
export function parsePolicy(bytes: Uint8Array): Policy {
  if (bytes.length > maximalPolicyBytes) throw new LogFault("policy-too-large");
  if (bytes.some((byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x7f)) {
    throw new LogFault("policy-character");
  }
  const draft: Draft = { logs: [], witnesses: [], groups: [], members: new Set(), quorum: undefined };
  fromUtf8(bytes)
    .split("\n")
    .forEach((line, at) => readLine(draft, line, at + 1));
  const { logs, witnesses, groups, quorum } = draft;
  if (quorum === undefined) throw new LogFault("policy-quorum");
  return { logs, witnesses, groups, quorum };
}

/** The text of a policy; reads back as the same. */
export function formatPolicy({ logs, witnesses, groups, quorum }: Policy): string {
  const lines = [
    ...logs.map(({ key, url }) => ["log", formatVkey(key), url]),
    ...witnesses.map(({ name, key, url }) => ["witness", name, formatVkey(key), url]),
    ...groups.map(({ name, threshold, members }) => ["group", name, String(threshold), ...members]),
    ["quorum", quorum],
  ];
  return lines.map((words) => `${words.filter((word) => word !== undefined).join(" ")}\n`).join("");
}

function readLine(draft: Draft, line: string, number: number): void {
  const [kind = "", ...words] = line.split(/[ \t]+/).filter((word) => word !== "");
  if (kind === "" || kind.startsWith("#")) return;
  try {
    readWords(draft, kind, words);
  } catch (error) {
    throw error instanceof LogFault ? new LogFault(error.code, `line ${number}`) : error;
  }
}

function readWords(draft: Draft, kind: string, words: readonly string[]): void {
  const [first, second] = words;
  if (kind === "log" && first !== undefined && words.length <= 2) addLog(draft, first, second);
  else if (kind === "witness" && second !== undefined && words.length <= 3) addWitness(draft, words);
  else if (kind === "group" && words.length >= 3) addGroup(draft, words);
  else if (kind === "quorum" && first !== undefined && words.length === 1) setQuorum(draft, first);
  else throw new LogFault("policy-line");
}

function addLog(draft: Draft, vkey: string, url: string | undefined): void {
  const key = keyFor(vkey, [keyTypes.ed25519, keyTypes.mlDsa44]);
  refuseDuplicate(draft.logs, key);
  draft.logs.push({ key, url });
}

function addWitness(draft: Draft, [name = "", vkey = "", url]: readonly string[]): void {
  const key = keyFor(vkey, [keyTypes.cosignature, keyTypes.mlDsa44]);
  refuseDuplicate(draft.witnesses, key);
  checkNew(draft, name);
  draft.witnesses.push({ name, key, url });
}

function addGroup(draft: Draft, [name = "", count = "", ...members]: readonly string[]): void {
  checkNew(draft, name);
  for (const member of members) {
    if (!isDefined(draft, member) || draft.members.has(member)) throw new LogFault("policy-name");
    draft.members.add(member);
  }
  const words: Readonly<Record<string, number>> = { any: 1, all: members.length };
  const threshold = words[count] ?? readDecimal(count, "policy-threshold");
  if (threshold < 1 || threshold > members.length) throw new LogFault("policy-threshold");
  draft.groups.push({ name, threshold, members });
}

function setQuorum(draft: Draft, name: string): void {
  if (draft.quorum !== undefined) throw new LogFault("policy-quorum");
  if (name !== "none" && !isDefined(draft, name)) throw new LogFault("policy-name");
  draft.quorum = name;
}

function keyFor(vkey: string, allowed: readonly KeyType[]): NoteKey {
  const key = parseVkey(vkey);
  if (!allowed.includes(key.type)) throw new LogFault("policy-key-type");
  return key;
}

/** One key under two names would count twice. */
function refuseDuplicate(known: readonly { readonly key: NoteKey }[], key: NoteKey): void {
  if (known.some((other) => equalBytes(other.key.publicKey, key.publicKey))) throw new LogFault("policy-duplicate-key");
}

function checkNew(draft: Draft, name: string): void {
  if (name === "none" || isDefined(draft, name)) throw new LogFault("policy-name");
}

function isDefined({ witnesses, groups }: Draft, name: string): boolean {
  return [...witnesses, ...groups].some((each) => each.name === name);
}

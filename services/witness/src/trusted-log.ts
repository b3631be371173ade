import { OperatorError } from "@mingzhang/runtime";
import { formatVkey, keyTypes, LogFault, type NoteKey, parseVkey, sha256Hex } from "@mingzhang/transparency-log";

const maximalBytes = 65_536;
const timeoutMs = 15_000;

/** A log as the operator named it: by its key, or by an address that was believed once. */
export interface NamedLog {
  readonly key: NoteKey;
  /** Where the key was fetched from; undefined where it was given. */
  readonly from: string | undefined;
}

/** Reads `--log`: a verifier key, or an address whose `/log/keys` names them. Throws an `OperatorError`. */
export async function readLog(given: string): Promise<readonly NamedLog[]> {
  if (!/^https?:\/\//i.test(given)) return [{ key: logKey(given, "--log"), from: undefined }];
  const url = keysUrl(given);
  const keys = keysIn(await fetchText(url), url);
  if (keys.length === 0) throw new OperatorError([`${url} 没有日志公钥`, `${url} names no key of a log`]);
  return keys.map((key) => ({ key, from: url }));
}

/** SHA-256 of a public key in groups of four: short enough to read out on the telephone. */
export function fingerprint({ publicKey }: NoteKey): string {
  return (sha256Hex(publicKey).match(/.{4}/g) ?? []).join(" ");
}

/**
 * Which of the named keys are new. A key that was fetched is believed only for a log that is not known yet: one that an
 * address shows later may be a rotation or a theft, and nobody but the operator can tell.
 */
export function newKeys(known: readonly NoteKey[], named: readonly NamedLog[]): readonly NoteKey[] {
  const fresh = named.filter(({ key }) => !known.some((other) => formatVkey(other) === formatVkey(key)));
  const origins = new Set(known.map(({ name }) => name));
  const changed = fresh.find(({ key, from }) => from !== undefined && origins.has(key.name));
  if (changed === undefined) return fresh.map(({ key }) => key);
  const vkey = formatVkey(changed.key);
  throw new OperatorError([
    `${changed.from} 现在给出另一把公钥（指纹 ${fingerprint(changed.key)}），未予采信。请向日志方核实；属实则运行 --log "${vkey}"`,
    `${changed.from} now shows another key (fingerprint ${fingerprint(changed.key)}), which is not believed. ` +
      `Ask the log's operator; if it is true, run with --log "${vkey}"`,
  ]);
}

/**
 * The Ed25519 keys of a list or of a signed statement: a line each, by itself or as `number vkey since until`. A key
 * whose time is over signs no more.
 */
function keysIn(text: string, url: string): NoteKey[] {
  const [body = ""] = text.split("\n\n");
  return body.split("\n").flatMap((line) => {
    const words = line.split(" ");
    const vkey = words.find((word) => /^[^+\s]+\+[0-9a-f]{8}\+/.test(word));
    const until = words.length === 4 ? words[3] : undefined;
    const isOver = until !== undefined && until !== "-" && Date.parse(until) < Date.now();
    return vkey !== undefined && !isOver && isLogKey(vkey) ? [logKey(vkey, url)] : [];
  });
}

function keysUrl(given: string): string {
  if (!URL.canParse(given)) throw new OperatorError([`网址不对：${given}`, `this is no address: ${given}`]);
  const url = new URL(given);
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = path.endsWith("/keys") ? path : path === "" ? "/log/keys" : `${path}/keys`;
  return url.href;
}

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => {
    throw unreadable(url, error instanceof Error ? error.message : String(error));
  });
  if (answer.status !== 200) throw unreadable(url, String(answer.status));
  const text = await answer.text();
  if (text.length > maximalBytes) throw unreadable(url, `${text.length} bytes`);
  return text;
}

function unreadable(url: string, why: string): OperatorError {
  return new OperatorError([`无法读取 ${url}（${why}）`, `cannot read ${url} (${why})`]);
}

function isLogKey(vkey: string): boolean {
  try {
    return parseVkey(vkey).type === keyTypes.ed25519;
  } catch (error) {
    // A log may publish keys of kinds that come later.
    if (error instanceof LogFault && error.code === "key-type") return false;
    throw error instanceof LogFault ? wrongKey(vkey, error) : error;
  }
}

function logKey(vkey: string, place: string): NoteKey {
  try {
    const key = parseVkey(vkey);
    if (key.type === keyTypes.ed25519) return key;
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    throw wrongKey(place === "--log" ? vkey : place, error);
  }
  throw new OperatorError([`${vkey} 不是日志的公钥`, `${vkey} is not the key of a log`]);
}

function wrongKey(subject: string, { code }: LogFault): OperatorError {
  return new OperatorError([
    `不是有效的公钥或网址（${code}）：${subject.slice(0, 120)}`,
    `neither a verifier key nor an address (${code}): ${subject.slice(0, 120)}`,
  ]);
}

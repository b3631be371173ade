import {
  LogFault,
  type LogFiles,
  logsThatSigned,
  parseNote,
  type Policy,
  verifierOf,
} from "@mingzhang/transparency-log";
import { isStatementOf } from "../keys/key-statement.ts";
import type { LogKeys, PreparedKey } from "../keys/log-keys.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

const maximalBytes = 1_048_576;

/**
 * Statements of the keys as a mirror has them, by their paths: they were signed at their time and are made by nobody
 * again. An archive has the newest of them, as `keys`. Throws `RecoveryRefused` for one that this log did not sign.
 */
export async function keyHistory(keys: LogKeys, published: LogFiles, origin: string) {
  // A key that waited when the backup was made may have signed since.
  const prepared = await keys.prepared();
  const known: readonly PreparedKey[] = [...(await keys.terms()), ...(prepared ? [prepared] : [])];
  const logs = known.map(({ key }) => ({ key: verifierOf(key, "ed25519"), url: undefined }));
  const policy: Policy = { logs, witnesses: [], groups: [], quorum: "none" };
  const isOf = (bytes: Uint8Array, key: PreparedKey) => isSigned(bytes, { key, origin, policy });
  const newest = await published.read("keys", maximalBytes);
  const found: { path: string; bytes: Uint8Array }[] = [];
  for (const key of known) {
    const path = `key-history/${key.number}`;
    const bytes = await published.read(path, maximalBytes);
    if (bytes && !(await isOf(bytes, key))) throw notSigned(path);
    const stated = bytes ?? (newest && (await isOf(newest, key)) ? newest : undefined);
    if (stated) found.push({ path, bytes: stated });
  }
  return found;
}

interface Wanted {
  readonly key: PreparedKey;
  readonly origin: string;
  readonly policy: Policy;
}

async function isSigned(bytes: Uint8Array, { key, origin, policy }: Wanted): Promise<boolean> {
  try {
    const note = parseNote(bytes);
    return isStatementOf(note.text, origin, key) && (await logsThatSigned(note, origin, { policy })).length > 0;
  } catch (error) {
    if (error instanceof LogFault) return false;
    throw error;
  }
}

function notSigned(path: string): RecoveryRefused {
  return new RecoveryRefused(
    `${path} 不是这份日志签署的：请换用另一份镜像`,
    `${path} was not signed by this log: take another mirror`,
  );
}

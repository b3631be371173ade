import {
  auditLog,
  type Checkpoint,
  faultWords,
  type LogFiles,
  maximalNoteBytes,
  openCheckpoint,
  type Policy,
  type Step,
  stepWords,
  verifierOf,
  verifyCheckpoint,
} from "@mingzhang/transparency-log";
import type { LogKeys } from "../keys/log-keys.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

/** Where the log was published last, as whoever recovers it names it: a mirror, an archive, a checkpoint alone. */
export interface PublishedSource {
  /** As it was named. */
  readonly place: string;
  readonly files: LogFiles;
  /** Whether all files of the log are there, or the checkpoint alone. */
  readonly whole: boolean;
  /** Where they can be listed: then earlier partial files and proofs are checked too. */
  readonly paths?: readonly string[] | undefined;
}

/** A checkpoint that this log has signed. */
export interface LastPublished {
  readonly source: PublishedSource;
  readonly note: Uint8Array;
  readonly checkpoint: Checkpoint;
}

/**
 * Reads what a source says was published last. All of it has to be what one of this log's own keys has signed; who
 * cosigned it is asked anew. Throws `RecoveryRefused` naming the step that failed, and what the source throws.
 */
export async function lastPublished(
  source: PublishedSource,
  keys: LogKeys,
  { witnesses }: Pick<Policy, "witnesses">,
): Promise<LastPublished> {
  const { files, place, paths } = source;
  await refuseWithoutKeys(keys);
  const [terms, prepared] = [await keys.terms(), await keys.prepared()];
  const logs = [...terms, ...(prepared ? [prepared] : [])].map(({ key }) => ({
    key: verifierOf(key, "ed25519"),
    url: undefined,
  }));
  // The note is shown again as it is: a line of a witness that does not hold would make readers refuse it.
  const policy: Policy = { logs, witnesses, groups: [], quorum: "none" };
  const note = await files.read("checkpoint", maximalNoteBytes);
  if (note === undefined) throw noCheckpoint(place);
  const still: LogFiles = {
    read: (path, bytes) => (path === "checkpoint" ? Promise.resolve(note) : files.read(path, bytes)),
  };
  const verdict = await (source.whole ? auditLog({ files: still, policy, paths }) : verifyCheckpoint(note, { policy }));
  if (verdict.failed) throw notOurs(place, verdict.failed);
  const { checkpoint } = openCheckpoint(note);
  // What is bound is the text as this program writes it, and nothing more.
  if (checkpoint.extensions.length > 0) {
    throw new RecoveryRefused(`${place} 的检查点含有附加行`, `the checkpoint of ${place} has further lines`);
  }
  return { source: { ...source, files: still }, note, checkpoint };
}

/** Throws `RecoveryRefused` where the log's keys are not there: nothing could be verified, and nothing signed. */
export async function refuseWithoutKeys(keys: LogKeys): Promise<void> {
  if ((await keys.terms()).length > 0) return;
  throw new RecoveryRefused(
    "没有这份日志的签名密钥：请先用 npm run restore 恢复备份，密钥在其中",
    "the keys of this log are not here: restore the backup with npm run restore first, it holds them",
  );
}

function noCheckpoint(place: string): RecoveryRefused {
  return new RecoveryRefused(
    `${place} 没有检查点：网址应是日志本身的，例如 https://镜像/log；归档 archive.zip 请先下载`,
    `${place} has no checkpoint: an address has to be that of the log itself, such as https://mirror/log; an ` +
      "archive.zip has to be downloaded first",
  );
}

function notOurs(place: string, { name, fault, place: where }: Step): RecoveryRefused {
  const words = (lang: "zh" | "en") => (fault ? faultWords[fault][lang] : "");
  const at = where === undefined ? "" : ` (${where})`;
  return new RecoveryRefused(
    `${place} 不是这份日志完好的副本：“${stepWords[name].zh}”不通过，${words("zh")}${at}。请换用另一份镜像`,
    `${place} is no sound copy of this log: “${stepWords[name].en}” fails, ${words("en")}${at}. Take another mirror`,
  );
}

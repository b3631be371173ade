import {
  auditLog,
  type Checkpoint,
  faultWords,
  formatCheckpoint,
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
export async function lastPublished(source: PublishedSource, keys: LogKeys): Promise<LastPublished> {
  const { files, place, paths } = source;
  const [terms, prepared] = [await keys.terms(), await keys.prepared()];
  if (terms.length === 0) {
    throw new RecoveryRefused(
      "没有这份日志的签名密钥：请先用 npm run restore 恢复备份，密钥在其中",
      "the keys of this log are not here: restore the backup with npm run restore first, it holds them",
    );
  }
  const logs = [...terms, ...(prepared ? [prepared] : [])].map(({ key }) => ({
    key: verifierOf(key, "ed25519"),
    url: undefined,
  }));
  const policy: Policy = { logs, witnesses: [], groups: [], quorum: "none" };
  const note = await files.read("checkpoint", maximalNoteBytes);
  if (note === undefined) throw new RecoveryRefused(`${place} 没有检查点`, `${place} has no checkpoint`);
  const still: LogFiles = {
    read: (path, bytes) => (path === "checkpoint" ? Promise.resolve(note) : files.read(path, bytes)),
  };
  const verdict = await (source.whole ? auditLog({ files: still, policy, paths }) : verifyCheckpoint(note, { policy }));
  if (verdict.failed) throw notOurs(place, verdict.failed);
  const { checkpoint, note: parsed } = openCheckpoint(note);
  // What is bound is the text as this program writes it, and nothing more.
  if (parsed.text !== formatCheckpoint(checkpoint)) {
    throw new RecoveryRefused(`${place} 的检查点含有附加行`, `the checkpoint of ${place} has further lines`);
  }
  return { source: { ...source, files: still }, note, checkpoint };
}

function notOurs(place: string, { name, fault, place: where }: Step): RecoveryRefused {
  const words = (lang: "zh" | "en") => (fault ? faultWords[fault][lang] : "");
  const at = where === undefined ? "" : ` (${where})`;
  return new RecoveryRefused(
    `${place} 不是这份日志完好的副本：“${stepWords[name].zh}”不通过，${words("zh")}${at}。请换用另一份镜像`,
    `${place} is no sound copy of this log: “${stepWords[name].en}” fails, ${words("en")}${at}. Take another mirror`,
  );
}

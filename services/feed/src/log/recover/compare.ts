import { type Checkpoint, hex, LogFault, maximalNoteBytes, openCheckpoint } from "@mingzhang/transparency-log";
import type { LogStorage } from "../storage/log-storage.ts";
import { type Recorded, type Survey, surveyed } from "./recorded-entries.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

/** A tree that somebody may have seen, with its root in hex, and where that is said. */
export interface Seen {
  readonly place: string;
  readonly size: number;
  readonly root: string;
}

/** The checkpoint that the log's own storage shows; null where it shows none. */
export async function seenHere(storage: LogStorage): Promise<Seen | null> {
  const note = await storage.read("checkpoint", maximalNoteBytes);
  if (note === undefined) return null;
  try {
    return seenAt("log/checkpoint", openCheckpoint(note).checkpoint);
  } catch (error) {
    if (error instanceof LogFault) throw spoilt();
    throw error;
  }
}

export function seenAt(place: string, { size, root }: Checkpoint): Seen {
  return { place, size, root: hex(root) };
}

/**
 * Sees that the tree which is rebuilt is that of the events, and goes on from every tree that anybody may have seen.
 * Throws `RecoveryRefused`.
 */
export async function compare(
  checkpoint: Checkpoint,
  { seen, bound, recorded }: { seen: readonly Seen[]; bound: boolean; recorded: Recorded },
): Promise<Survey> {
  for (const one of seen) if (one.size > checkpoint.size) throw (bound ? lockBehind : later)(one, checkpoint.size);
  const sizes = seen.map(({ size }) => size);
  const survey = await surveyed(recorded, sizes);
  for (const one of seen) {
    const own = survey.roots.get(one.size);
    if (!own || hex(own) !== one.root) throw survey.guessed ? otherVersion() : otherRecord(one);
  }
  return survey;
}

function later({ place, size }: Seen, own: number): RecoveryRefused {
  return new RecoveryRefused(
    `${place} 已公布 ${size} 条，比所给的 ${own} 条新：请换用最后公布的那一份`,
    `${place} has published ${size} entries, more than the ${own} that were given: take what was published last`,
  );
}

function lockBehind({ place, size }: Seen, own: number): RecoveryRefused {
  return new RecoveryRefused(
    `锁库只记得 ${own} 条，而 ${place} 已公布 ${size} 条：锁库是较旧的一份。请取回较新的 log-lock；` +
      "取不回时，把 log 和 log-lock 移到别处，再用 --published= 给出条数最多的那一份",
    `the lock store (log-lock) remembers ${own} entries and ${place} has published ${size}: it is an older copy. ` +
      "Bring the newer one back; where there is none, move log and log-lock away and name what has the most entries " +
      "with --published=",
  );
}

function otherRecord({ place, size }: Seen): RecoveryRefused {
  return new RecoveryRefused(
    `这里的前 ${size} 条记录与 ${place} 公布的不同：重建会使日志分叉，不予重建。请恢复与之相符的备份`,
    `the first ${size} entries here are not those that ${place} has published: a rebuilt log would be a fork. ` +
      "Restore the backup that belongs to it",
  );
}

function otherVersion(): RecoveryRefused {
  return new RecoveryRefused(
    "有些记录由较早的版本公布，须照当时的原文重建：请用 --published= 给出整份镜像或 archive.zip，只有检查点不够",
    "some entries were published by an earlier version and are rebuilt as they stood then: name a whole mirror or an " +
      "archive.zip with --published=, a checkpoint alone is not enough",
  );
}

function spoilt(): RecoveryRefused {
  return new RecoveryRefused(
    "log/checkpoint 已损坏，看不出公布到了哪里：请把 log 移到别处（勿动 log-lock），再次运行 npm run log -- recover",
    "log/checkpoint is damaged and does not tell how far the log was published: move log away (leave log-lock) and " +
      "run npm run log -- recover again",
  );
}

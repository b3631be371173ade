import {
  type Checkpoint,
  formatCheckpoint,
  hex,
  LogFault,
  type LogFiles,
  logsThatSigned,
  parseCheckpoint,
  parseNote,
  type Policy,
  tileWidth,
  treeRoot,
  verifierOf,
} from "@mingzhang/transparency-log";
import { LogRefusal } from "../log-refusal.ts";
import type { WitnessPolicy } from "../witness-policy.ts";
import { LogTree } from "../writer/log-tree.ts";
import { type LogPlaces, openLog } from "../writer/open-log.ts";
import type { PublicEvents } from "../writer/public-events.ts";
import { writePages } from "../writer/publish.ts";
import type { Witnesses } from "../writer/witnesses.ts";
import { askWitnesses } from "./ask-witnesses.ts";
import { type LastPublished, lastPublished, type PublishedSource } from "./last-published.ts";
import { recordedEntries, rootsOf } from "./recorded-entries.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

export interface RecoveryNeeds extends LogPlaces {
  readonly events: PublicEvents;
  /** Where the log was published last; null where only the lock store of this log can tell. */
  readonly source: PublishedSource | null;
  /** Every other place that tells how far the log has come, with the root there in hex. */
  readonly others: readonly { readonly place: string; readonly size: number; readonly root: string }[];
  readonly witnesses: Witnesses;
  readonly witnessPolicy: WitnessPolicy;
  readonly url: string;
}

export interface Recovered {
  readonly outcome: "rebuilt" | "in-order";
  readonly checkpoint: Checkpoint;
  /** Whether anybody but the source says that nothing later was published: the lock store, or a quorum of witnesses. */
  readonly confirmed: boolean;
}

/**
 * Builds a lost log again from the events, up to the tree that was published last and no further. Everything is
 * compared before anything is written; then files, then the lock, then what the public sees: broken off anywhere, it
 * can be run again. Throws `RecoveryRefused`, and a `LogRefusal` for files in the way that hold other bytes.
 */
export async function recoverLog(needs: RecoveryNeeds): Promise<Recovered> {
  const { storage, lock, keys, events, source } = needs;
  const locked = await lock.read();
  const bound = locked && parseCheckpoint(locked.checkpoint);
  if (bound && (await isWhole(needs))) return { outcome: "in-order", checkpoint: bound, confirmed: true };
  const last = source && (await lastPublished(source, keys));
  const checkpoint = bound ?? last?.checkpoint;
  if (!checkpoint) throw nothingTells();
  if (!(await events.settled(5_000))) throw tablesBehind();
  await compare(checkpoint, { ...needs, last });
  const asked = !bound && needs.witnessPolicy.witnesses.length > 0;
  if (last && asked) await askWitnesses(last, { ...needs, policy: needs.witnessPolicy, terms: await keys.terms() });
  const published = last?.source.whole ? last.source.files : null;
  const history = published ? await keyHistory(needs, published, checkpoint.origin) : [];
  await writeTree(storage, checkpoint, recordedEntries({ events, size: checkpoint.size, published }));
  await writePages(storage, 0, checkpoint.size);
  for (const { path, bytes } of history) await storage.create(path, bytes);
  if (!bound && (await lock.replace(null, formatCheckpoint(checkpoint))) === null) throw otherCame();
  if (last && last.checkpoint.size === checkpoint.size) await storage.replace("checkpoint", last.note);
  return { outcome: "rebuilt", checkpoint, confirmed: bound !== null || asked };
}

async function isWhole({ storage, lock, events }: RecoveryNeeds): Promise<boolean> {
  try {
    const { publishedSize, checkpoint } = await openLog({ storage, lock }, events);
    return publishedSize !== null || checkpoint.size === 0;
  } catch (error) {
    if (error instanceof LogRefusal) return false;
    throw error;
  }
}

/** The tree that is rebuilt is that of the events, and goes on from every tree that anybody may have seen. */
async function compare(checkpoint: Checkpoint, needs: RecoveryNeeds & { readonly last: LastPublished | null }) {
  const { last, others, events } = needs;
  const seen = [
    { place: last?.source.place ?? "log-lock", size: checkpoint.size, root: hex(checkpoint.root) },
    ...(last ? [{ place: last.source.place, size: last.checkpoint.size, root: hex(last.checkpoint.root) }] : []),
    ...others,
  ];
  for (const { place, size } of seen) if (size > checkpoint.size) throw later(place, size, checkpoint.size);
  const published = last?.source.whole && last.checkpoint.size === checkpoint.size ? last.source.files : null;
  const sizes = seen.map(({ size }) => size);
  const roots = await rootsOf({ events, size: checkpoint.size, published }, sizes);
  for (const { place, size, root } of seen) {
    const own = roots.get(size);
    if (!own || hex(own) !== root) throw otherRecord(place, size);
  }
}

/** Tiles and bundles of every size from the last full bundle on: what readers of checkpoints may still ask for. */
async function writeTree(
  storage: LogPlaces["storage"],
  checkpoint: Checkpoint,
  parts: AsyncIterable<readonly Uint8Array[]>,
) {
  const tree = await LogTree.resume(storage, { ...checkpoint, size: 0, root: treeRoot([]) });
  for await (const entries of parts) {
    if (entries.length === tileWidth) await tree.append(entries);
    else
      for (const entry of entries) {
        await tree.append([entry]);
        await tree.writeEdge();
      }
    await tree.writeEdge();
  }
  if (hex(tree.root) !== hex(checkpoint.root)) throw new Error("the tree that was written is not the one compared");
}

/** Statements of the keys were signed at their time and are made by nobody again. */
async function keyHistory({ keys }: RecoveryNeeds, published: LogFiles, origin: string) {
  const terms = await keys.terms();
  const logs = terms.map(({ key }) => ({ key: verifierOf(key, "ed25519"), url: undefined }));
  const policy: Policy = { logs, witnesses: [], groups: [], quorum: "none" };
  const found: { path: string; bytes: Uint8Array }[] = [];
  for (const { number } of terms) {
    const path = `key-history/${number}`;
    const bytes = await published.read(path, 1_048_576);
    if (!bytes) continue;
    if (!(await isSigned(bytes, origin, policy))) {
      throw new RecoveryRefused(
        `${path} 不是这份日志签署的：请换用另一份镜像`,
        `${path} was not signed by this log: take another mirror`,
      );
    }
    found.push({ path, bytes });
  }
  return found;
}

async function isSigned(bytes: Uint8Array, origin: string, policy: Policy): Promise<boolean> {
  try {
    const note = parseNote(bytes);
    return note.text.split("\n")[1] === origin && (await logsThatSigned(note, origin, { policy })).length > 0;
  } catch (error) {
    if (error instanceof LogFault) return false;
    throw error;
  }
}

function nothingTells(): RecoveryRefused {
  return new RecoveryRefused(
    "锁库不在，无从知道最后公布了什么：请加 --published=，给出镜像的网址、日志文件夹、archive.zip 或最后的检查点文件",
    "without the lock store nothing here tells what was published last: add --published= with the address of a " +
      "mirror, a folder of the log, an archive.zip or the last checkpoint as a file",
  );
}

function tablesBehind(): RecoveryRefused {
  return new RecoveryRefused(
    "读模型落后于事件：请先运行 npm run rebuild",
    "the read models are behind the events: run npm run rebuild first",
  );
}

function later(place: string, size: number, own: number): RecoveryRefused {
  return new RecoveryRefused(
    `${place} 已公布 ${size} 条，比所给的 ${own} 条新：请换用最后公布的那一份`,
    `${place} has published ${size} entries, more than the ${own} that were given: take what was published last`,
  );
}

function otherRecord(place: string, size: number): RecoveryRefused {
  return new RecoveryRefused(
    `这里的前 ${size} 条记录与 ${place} 公布的不同：重建会使日志分叉，不予重建。请恢复与之相符的备份`,
    `the first ${size} entries here are not those that ${place} has published: a rebuilt log would be a fork. ` +
      "Restore the backup that belongs to it",
  );
}

function otherCame(): RecoveryRefused {
  return new RecoveryRefused(
    "另一个进程刚刚开始了这份日志：请停止所有进程后再试",
    "another process has begun this log at this moment: stop all of them and try again",
  );
}

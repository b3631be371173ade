import {
  type Checkpoint,
  formatCheckpoint,
  hex,
  LogFault,
  parseCheckpoint,
  tileWidth,
  treeRoot,
  VerifiedTiles,
} from "@mingzhang/transparency-log";
import type { Locked } from "../lock/lock-store.ts";
import { LogRefusal } from "../log-refusal.ts";
import type { WitnessPolicy } from "../witness-policy.ts";
import { LogTree } from "../writer/log-tree.ts";
import { compareWithEvents, type LogPlaces, openLog } from "../writer/open-log.ts";
import type { PublicEvents } from "../writer/public-events.ts";
import { writePages } from "../writer/publish.ts";
import type { Witnesses } from "../writer/witnesses.ts";
import { askWitnesses } from "./ask-witnesses.ts";
import { compare, type Seen, seenAt, seenHere } from "./compare.ts";
import { keyHistory } from "./key-history.ts";
import { type LastPublished, lastPublished, type PublishedSource, refuseWithoutKeys } from "./last-published.ts";
import { type Recorded, type Survey, surveyedEntries } from "./recorded-entries.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

export interface RecoveryNeeds extends LogPlaces {
  readonly events: PublicEvents;
  /** Where the log was published last; null where only the lock store of this log can tell. */
  readonly source: PublishedSource | null;
  /** Every other place outside of the log's own stores that tells how far it has come. */
  readonly others: readonly Seen[];
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

/** What is known of the log before anything is written. */
interface Known {
  readonly checkpoint: Checkpoint;
  /** What the lock store holds; null where it is lost. */
  readonly locked: Locked | null;
  readonly last: LastPublished | null;
  /** The checkpoint that the log's own storage shows. */
  readonly here: Seen | null;
  readonly recorded: Recorded;
  readonly survey: Survey;
}

/**
 * Builds a lost log again from the events, up to the tree that was published last and no further. Everything is
 * compared before anything is written; then files, then the lock, then what the public sees: broken off anywhere, it
 * can be run again. Throws `RecoveryRefused`, which says whether something was written by then.
 */
export async function recoverLog(needs: RecoveryNeeds): Promise<Recovered> {
  const known = await find(needs);
  const { checkpoint, locked, last } = known;
  if (locked && (await isWhole(needs))) return { outcome: "in-order", checkpoint, confirmed: true };
  const asked = !locked && needs.witnessPolicy.witnesses.length > 0;
  const question = { ...needs, policy: needs.witnessPolicy, terms: await needs.keys.terms() };
  const confirmed = locked !== null || (asked && last !== null && (await askWitnesses(last, question)));
  const history = last?.source.whole ? await keyHistory(needs.keys, last.source.files, checkpoint.origin) : [];
  try {
    await write(needs, known, history);
  } catch (error) {
    if (error instanceof LogRefusal && error.code === "object-differs") throw inTheWay(error.place);
    throw error;
  }
  return { outcome: "rebuilt", checkpoint, confirmed };
}

/** Which tree is to be rebuilt, after all that can be known of it was compared. */
async function find(needs: RecoveryNeeds): Promise<Known> {
  const { storage, lock, keys, events, source, others } = needs;
  const locked = await lock.read();
  const bound = locked && boundTo(locked);
  if (bound && bound.size > 0) await refuseWithoutKeys(keys);
  const last = source && (await lastPublished(source, keys, needs.witnessPolicy));
  const checkpoint = bound ?? last?.checkpoint;
  if (!checkpoint) throw nothingTells();
  if (!(await events.settled(5_000))) throw tablesBehind();
  const here = await seenHere(storage);
  const there = last && seenAt(last.source.place, last.checkpoint);
  const seen = [
    ...(bound ? [seenAt("log-lock", bound)] : []),
    ...(there ? [there] : []),
    ...(here ? [here] : []),
    ...others,
  ];
  const published = [
    ...(last?.source.whole ? [{ files: last.source.files, size: last.checkpoint.size }] : []),
    { files: storage, size: checkpoint.size },
  ];
  const recorded = { events, size: checkpoint.size, published };
  const survey = await compare(checkpoint, { seen, bound: bound !== null, recorded });
  return { checkpoint, locked, last, here, recorded, survey };
}

function boundTo({ checkpoint }: Locked): Checkpoint {
  try {
    return parseCheckpoint(checkpoint);
  } catch (error) {
    if (error instanceof LogFault) throw lockSpoilt();
    throw error;
  }
}

/** Whether every file that the lock store's tree needs is there and right, and every page of what is shown. */
async function isWhole({ storage, lock, events }: RecoveryNeeds): Promise<boolean> {
  try {
    const { publishedSize, checkpoint } = await openLog({ storage, lock }, events);
    if (checkpoint.size === 0) return true;
    if (publishedSize === null) return false;
    const tiles = await VerifiedTiles.open(storage, checkpoint);
    for (let index = 0; index < checkpoint.size;) index = await compareWithEvents(storage, events, { tiles, index });
    for (let page = 0; page * tileWidth < publishedSize; page += 1)
      if ((await storage.head(`${page}.ndjson`)) === undefined) return false;
    return true;
  } catch (error) {
    if (error instanceof LogRefusal) return false;
    throw error;
  }
}

/** Files, then the lock, then the note. Everything but pages and note is create-only. */
async function write(
  needs: RecoveryNeeds,
  { checkpoint, locked, last, here, recorded, survey }: Known,
  history: readonly { path: string; bytes: Uint8Array }[],
): Promise<void> {
  const { storage, lock } = needs;
  await writeTree(storage, checkpoint, surveyedEntries(recorded, survey));
  const isBound = async () => (await lock.read())?.generation === locked?.generation;
  if (!(await isBound())) throw otherCame();
  const note = last && last.checkpoint.size === checkpoint.size ? last.note : null;
  // What no checkpoint shows has no page yet: whoever shows it writes that first.
  await writePages(storage, 0, note ? checkpoint.size : (here?.size ?? 0));
  for (const { path, bytes } of history) await storage.create(path, bytes);
  const ours = locked ? await isBound() : (await lock.replace(null, formatCheckpoint(checkpoint))) !== null;
  if (!ours) throw otherCame();
  if (note) await storage.replace("checkpoint", note);
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

function nothingTells(): RecoveryRefused {
  return new RecoveryRefused(
    "锁库不在，无从知道最后公布了什么：请加 --published=，给出镜像的网址、日志文件夹、archive.zip、s3:// 存储桶或最后的检查点文件",
    "without the lock store nothing here tells what was published last: add --published= with the address of a " +
      "mirror, a folder of the log, an archive.zip, an s3:// bucket or the last checkpoint as a file",
  );
}

function lockSpoilt(): RecoveryRefused {
  return new RecoveryRefused(
    "锁库 log-lock 已损坏，不是检查点：请取回完好的一份；取不回时，把它移到别处，再用 --published= 给出最后公布的日志",
    "the lock store log-lock is damaged and holds no checkpoint: bring a sound one back; where there is none, move " +
      "it away and name what was published last with --published=",
  );
}

function tablesBehind(): RecoveryRefused {
  return new RecoveryRefused(
    "读模型落后于事件：请先运行 npm run rebuild",
    "the read models are behind the events: run npm run rebuild first",
  );
}

function inTheWay(path: string): RecoveryRefused {
  return new RecoveryRefused(
    `已有同名而内容不同的文件 ${path}：请与镜像核对，把不符的移到别处，再次运行 npm run log -- recover`,
    `there is a file ${path} with other bytes: compare it with a mirror, move it away where it differs, and run ` +
      "npm run log -- recover again",
    { begun: true },
  );
}

function otherCame(): RecoveryRefused {
  return new RecoveryRefused(
    "另一个进程正在写这份日志：请停止所有进程，再次运行 npm run log -- recover",
    "another process writes this log at this moment: stop all of them and run npm run log -- recover again",
    { begun: true },
  );
}

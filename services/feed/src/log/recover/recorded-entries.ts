import {
  CompactRange,
  decodeBundle,
  type Hash,
  leafHash,
  type LogFiles,
  readTileFile,
  tileOfEntry,
  tileWidth,
} from "@mingzhang/transparency-log";
import { type PublicEvent, type PublicEvents, refuseOther } from "../writer/public-events.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

/** The first entries of the record, and where bytes that were published by an earlier version can be had. */
export interface Recorded {
  readonly events: PublicEvents;
  readonly size: number;
  /** Null where the log's files are nowhere. */
  readonly published: LogFiles | null;
}

/** Entries by the bundle, from the events; of an event whose type has another version by now, as it was published. */
export async function* recordedEntries({ events, size, published }: Recorded): AsyncGenerator<readonly Uint8Array[]> {
  for (let from = 0; from < size; from += tileWidth) {
    const wanted = Math.min(tileWidth, size - from);
    const found = await events.from(from, wanted);
    if (found.length < wanted) throw tooFew(from + found.length, size);
    const older = published && found.some(({ current }) => !current) ? await bundleAt(published, from, size) : [];
    yield found.map((event, at) => bytesOf(event, older[at]));
  }
}

/** Roots over the first entries, at each of the sizes asked for; a size beyond the record has none. */
export async function rootsOf(recorded: Recorded, sizes: readonly number[]): Promise<ReadonlyMap<number, Hash>> {
  const [tree, roots] = [new CompactRange(), new Map<number, Hash>()];
  const note = () => {
    if (sizes.includes(tree.size)) roots.set(tree.size, tree.root());
  };
  note();
  for await (const entries of recordedEntries(recorded)) {
    for (const entry of entries) {
      tree.append(leafHash(entry));
      note();
    }
  }
  return roots;
}

function bytesOf(event: PublicEvent, published: Uint8Array | undefined): Uint8Array {
  if (event.current || published === undefined) return event.bytes;
  refuseOther(event, published);
  return published;
}

async function bundleAt(files: LogFiles, index: number, size: number): Promise<readonly Uint8Array[]> {
  const { bytes, served } = await readTileFile(files, tileOfEntry("entries", index, size));
  return decodeBundle(bytes, served.width);
}

function tooFew(held: number, size: number): RecoveryRefused {
  return new RecoveryRefused(
    `已公布 ${size} 条，而这里只有 ${held} 条：恢复的备份较旧，缺少已公布的 ${size - held} 条。请恢复较新的备份`,
    `${size} entries were published and there are ${held} here: an older backup was restored, the ` +
      `${size - held} last ones are missing. Restore a newer backup`,
  );
}

import { createHash } from "node:crypto";
import {
  CompactRange,
  decodeBundle,
  type Hash,
  leafHash,
  LogFault,
  type LogFiles,
  readTileFile,
  tileOfEntry,
  tileWidth,
} from "@mingzhang/transparency-log";
import { LogRefusal } from "../log-refusal.ts";
import { type PublicEvent, type PublicEvents, refuseOther } from "../writer/public-events.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

/** The first entries of the record, and where bytes that were published by an earlier version can be had. */
export interface Recorded {
  readonly events: PublicEvents;
  readonly size: number;
  /** Files of this log with the size that they go to; whoever comes first is asked first. */
  readonly published: readonly { readonly files: LogFiles; readonly size: number }[];
}

/** What was found out about the record before anything is written. */
export interface Survey {
  /** At each of the sizes asked for; a size beyond the record has none. */
  readonly roots: ReadonlyMap<number, Hash>;
  /** A digest of each bundle: what is written has to be the same. */
  readonly marks: readonly string[];
  /** Whether an entry had to be made by today's catalogue, because nobody has it as it was published. */
  readonly guessed: boolean;
}

/** Reads the record through. Throws `RecoveryRefused` where it is too short. */
export async function surveyed(recorded: Recorded, sizes: readonly number[]): Promise<Survey> {
  const [tree, roots, marks] = [new CompactRange(), new Map<number, Hash>(), [] as string[]];
  let guessed = false;
  const note = () => {
    if (sizes.includes(tree.size)) roots.set(tree.size, tree.root());
  };
  note();
  for await (const part of recordedEntries(recorded)) {
    guessed ||= part.guessed;
    marks.push(markOf(part.entries));
    for (const entry of part.entries) {
      tree.append(leafHash(entry));
      note();
    }
  }
  return { roots, marks, guessed };
}

/** The entries by the bundle, once more. Throws `RecoveryRefused` where they are not those that were surveyed. */
export async function* surveyedEntries(recorded: Recorded, { marks }: Survey): AsyncGenerator<readonly Uint8Array[]> {
  let at = 0;
  for await (const { entries } of recordedEntries(recorded)) {
    if (markOf(entries) !== marks[at]) throw changedMeanwhile();
    at += 1;
    yield entries;
  }
}

interface Part {
  readonly entries: readonly Uint8Array[];
  readonly guessed: boolean;
}

/** Entries by the bundle, from the events; of an event whose type has another version by now, as it was published. */
async function* recordedEntries({ events, size, published }: Recorded): AsyncGenerator<Part> {
  for (let from = 0; from < size; from += tileWidth) {
    const wanted = Math.min(tileWidth, size - from);
    const found = await events.from(from, wanted);
    if (found.length < wanted) throw tooFew(from + found.length, size);
    const outdated = found.some(({ current }) => !current);
    const older = outdated ? await Promise.all(published.map((one) => bundleAt(one, from))) : [];
    let guessed = false;
    const entries = found.map((event, at) => {
      if (event.current) return event.bytes;
      const bytes = older.flatMap((bundle) => bundle[at] ?? []).find((one) => isOf(event, one));
      guessed ||= bytes === undefined;
      return bytes ?? event.bytes;
    });
    yield { entries, guessed };
  }
}

function isOf(event: PublicEvent, published: Uint8Array): boolean {
  try {
    refuseOther(event, published);
    return true;
  } catch (error) {
    if (error instanceof LogRefusal || error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The bundle that begins at an index, as far as it can be had. */
async function bundleAt({ files, size }: Recorded["published"][number], from: number): Promise<readonly Uint8Array[]> {
  if (size <= from) return [];
  try {
    const { bytes, served } = await readTileFile(files, tileOfEntry("entries", from, size));
    return decodeBundle(bytes, served.width);
  } catch (error) {
    if (error instanceof LogFault) return [];
    throw error;
  }
}

function markOf(entries: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const entry of entries) hash.update(leafHash(entry));
  return hash.digest("hex");
}

function tooFew(held: number, size: number): RecoveryRefused {
  return new RecoveryRefused(
    `已公布 ${size} 条，而这里只有 ${held} 条：恢复的备份较旧，缺少已公布的 ${size - held} 条。请恢复较新的备份`,
    `${size} entries were published and there are ${held} here: an older backup was restored, the ` +
      `${size - held} last ones are missing. Restore a newer backup`,
  );
}

function changedMeanwhile(): RecoveryRefused {
  return new RecoveryRefused(
    "核对之后，镜像或事件又变了：请换用另一份镜像，确认没有服务在运行，再次运行 npm run log -- recover",
    "the mirror or the events changed after they were compared: take another mirror, make sure that no server runs, " +
      "and run npm run log -- recover again",
    { begun: true },
  );
}

import { LogFault } from "../fault.ts";
import { hex, leafHash } from "../merkle-tree.ts";
import { maximalNoteBytes } from "../notes/signed-note.ts";
import { formatTlogProof } from "../proof/tlog-proof.ts";
import { type LogFiles, readNeeded } from "../tiles/log-files.ts";
import { tileOfEntry } from "../tiles/tile-widths.ts";
import { tileWidth } from "../tiles/tile-path.ts";
import { VerifiedTiles } from "../tiles/verified-tiles.ts";
import { inclusionFault, proveInclusion } from "../tree/inclusion.ts";
import { checkBundle } from "./check-bundle.ts";
import { checkCheckpoint, checkpointSteps, type CheckpointRules } from "./check-checkpoint.ts";
import { checkEarlier } from "./check-earlier.ts";
import { checkEntry, entrySteps, type EntryRules } from "./check-entry.ts";
import { type StepName, type Verdict, verdictOf } from "./steps.ts";

/** An entry of a log that is served, and by what it is judged. */
export interface EntryQuestion extends CheckpointRules, EntryRules {
  readonly files: LogFiles;
  readonly index: number;
  /** Checkpoints of this log that the reader kept. */
  readonly kept?: readonly Uint8Array[] | undefined;
}

/** The answer, and if all steps passed the entry and a proof of it that works without the log. */
export interface EntryAnswer {
  readonly verdict: Verdict;
  readonly entry: Uint8Array | undefined;
  readonly proof: Uint8Array | undefined;
}

const steps: readonly StepName[] = [
  ...checkpointSteps,
  "right-edge",
  "tiles",
  "bundles",
  "inclusion",
  "earlier-checkpoints",
  ...entrySteps,
];

/** Verifies one entry from a log's own files: at most a tile of each level, its bundle and the checkpoint are read. */
export async function verifyEntry(question: EntryQuestion): Promise<EntryAnswer> {
  const { files, index } = question;
  let found: { entry: Uint8Array; proof: Uint8Array } | undefined;
  const verdict = await verdictOf(steps, async (run) => {
    let note = new Uint8Array();
    const checkpoint = await checkCheckpoint(
      run,
      async () => (note = new Uint8Array(await readNeeded(files, "checkpoint", maximalNoteBytes))),
      question,
    );
    const { size, root } = checkpoint;
    const tiles = await run.step("right-edge", () => VerifiedTiles.open(files, { size, root }));
    const { entry, path } = await run.together(["tiles", "bundles"], async (at) => {
      at("tiles");
      const hashes = await proveInclusion(tiles, index, size);
      const bundle = await checkBundle({ files, tiles }, tileOfEntry("entries", index, size), at);
      return { entry: bundle[index % tileWidth] ?? new Uint8Array(), path: hashes };
    });
    await run.step("inclusion", (facts) => {
      const fault = inclusionFault({ index, size, root, leaf: leafHash(entry) }, path);
      if (fault !== undefined) throw new LogFault(fault, `${index} of ${size}`);
      facts["leaf"] = hex(leafHash(entry));
      facts["hashes"] = String(path.length);
    });
    await checkEarlier(run, tiles, { ...question, kept: question.kept ?? [], now: checkpoint });
    await checkEntry(run, { entry, index }, question);
    found = { entry, proof: formatTlogProof({ index, hashes: path, checkpoint: note, extra: entry }) };
  });
  return { verdict, entry: found?.entry, proof: found?.proof };
}

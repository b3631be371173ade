import { equalBytes } from "../bytes/equal-bytes.ts";
import { LogFault } from "../fault.ts";
import { leafHash } from "../merkle-tree.ts";
import { maximalProofBytes, parseTlogProof } from "../proof/tlog-proof.ts";
import { decodeBundle, maximalBundleBytes } from "../tiles/entry-bundle.ts";
import { readNeeded } from "../tiles/log-files.ts";
import { decodeTile } from "../tiles/tile-hashes.ts";
import { parseTilePath, type TileId, tileWidth } from "../tiles/tile-path.ts";
import { widthAt } from "../tiles/tile-widths.ts";
import { inclusionFault } from "../tree/inclusion.ts";
import { rootAt } from "../tree/hash-reader.ts";
import type { LogUnderCheck } from "./check-bundle.ts";
import { meetsQuorum } from "../policy/policy.ts";
import { type CheckpointRules, cosignatureTimes, logsThatSigned, openCheckpoint } from "./check-checkpoint.ts";
import type { StepRunner } from "./steps.ts";

/**
 * Checks every listed tile and bundle that is narrower than today's against the same place of the proved tile, and that
 * nothing else lies under `tile/`. What reaches beyond the checkpoint cannot be judged yet and is passed over.
 */
export async function checkPartials(run: StepRunner, log: LogUnderCheck, paths: readonly string[]): Promise<void> {
  const listed = paths.filter((path) => path.startsWith("tile/"));
  if (listed.length === 0) return;
  await run.step("earlier-partials", async (facts) => {
    let checked = 0;
    for (const path of listed) {
      const tile = parseTilePath(path);
      const level = tile.level === "entries" ? 0 : tile.level;
      const width = widthAt(log.tiles.head.size, level, tile.index);
      if (tile.width >= width) continue;
      await checkPartial(log, tile, path);
      checked += 1;
    }
    facts["files"] = String(checked);
  });
}

async function checkPartial({ files, tiles }: LogUnderCheck, tile: TileId, path: string): Promise<void> {
  const level = tile.level === "entries" ? 0 : tile.level;
  const bytes = await readNeeded(files, path, tile.level === "entries" ? maximalBundleBytes : tileWidth * 32);
  const expected = await tiles.tile(level, tile.index);
  const isBundle = tile.level === "entries";
  try {
    const hashes = isBundle ? decodeBundle(bytes, tile.width).map(leafHash) : decodeTile(bytes, tile, tile.width);
    if (hashes.every((hash, at) => equalBytes(hash, expected[at] ?? new Uint8Array()))) return;
  } catch (error) {
    throw error instanceof LogFault ? new LogFault(error.code, path) : error;
  }
  throw new LogFault(isBundle ? "bundle-differs" : "tile-differs", path);
}

interface ListedProofs extends CheckpointRules {
  readonly paths: readonly string[];
  readonly origin: string;
}

/** Checks every listed `proof/<index>.tlog-proof`: its name, its checkpoint, and the place of each in the other. */
export async function checkProofs(run: StepRunner, log: LogUnderCheck, question: ListedProofs): Promise<void> {
  const listed = question.paths.filter((path) => path.startsWith("proof/"));
  if (listed.length === 0) return;
  await run.step("served-proofs", async (facts) => {
    for (const path of listed) {
      const bytes = await readNeeded(log.files, path, maximalProofBytes);
      try {
        await checkProof(log, { ...question, path, bytes });
      } catch (error) {
        throw error instanceof LogFault ? new LogFault(error.code, path) : error;
      }
    }
    facts["files"] = String(listed.length);
  });
}

interface ListedProof extends CheckpointRules {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly origin: string;
}

async function checkProof({ tiles }: LogUnderCheck, { path, bytes, origin, ...rules }: ListedProof): Promise<void> {
  const { index, hashes, checkpoint: noteBytes, extra } = parseTlogProof(bytes);
  if (path !== `proof/${index}.tlog-proof`) throw new LogFault("proof-other-index");
  const { note, checkpoint } = openCheckpoint(noteBytes);
  if (checkpoint.origin !== origin) throw new LogFault("other-log");
  await logsThatSigned(note, checkpoint.origin, rules);
  const cosigners = new Set((await cosignatureTimes(note, rules)).keys());
  if (!meetsQuorum(rules.policy, cosigners)) throw new LogFault("quorum-missing");
  if (checkpoint.size > tiles.head.size) throw new LogFault("checkpoint-older");
  if (!equalBytes(await rootAt(tiles, checkpoint.size), checkpoint.root)) throw new LogFault("checkpoint-forked");
  if (extra === undefined) throw new LogFault("proof-entry-missing");
  const fault = inclusionFault({ index, size: checkpoint.size, root: checkpoint.root, leaf: leafHash(extra) }, hashes);
  if (fault !== undefined) throw new LogFault(fault);
}

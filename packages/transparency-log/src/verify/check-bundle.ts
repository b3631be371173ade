import { equalBytes } from "../bytes/equal-bytes.ts";
import { LogFault } from "../fault.ts";
import { leafHash } from "../merkle-tree.ts";
import { decodeBundle } from "../tiles/entry-bundle.ts";
import { type LogFiles, readTileFile } from "../tiles/log-files.ts";
import { type TileId, tilePath } from "../tiles/tile-path.ts";
import type { VerifiedTiles } from "../tiles/verified-tiles.ts";
import type { StepName } from "./steps.ts";

/** A log that is being checked: its files, and its tiles that are proved on demand. */
export interface LogUnderCheck {
  readonly files: LogFiles;
  readonly tiles: VerifiedTiles;
}

/** Entries of a bundle, each of which hashes to its place in the tile below it. Says at which step it is. */
export async function checkBundle(
  { files, tiles }: LogUnderCheck,
  bundle: TileId,
  at: (name: StepName) => void,
): Promise<Uint8Array[]> {
  const [hashing, reading] = [tiles.tile(0, bundle.index), readTileFile(files, bundle)];
  // Both load at once; the failure of the second is heard when its turn comes.
  reading.catch(() => undefined);
  at("tiles");
  const hashes = await hashing;
  at("bundles");
  const { bytes, served } = await reading;
  const entries = named(served, () => decodeBundle(bytes, served.width)).slice(0, bundle.width);
  entries.forEach((entry, place) => {
    const expected = hashes[place];
    if (expected === undefined || !equalBytes(leafHash(entry), expected)) {
      throw new LogFault("bundle-differs", `${tilePath(served)} (${bundle.index * 256 + place})`);
    }
  });
  return entries;
}

function named<T>(tile: TileId, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw error instanceof LogFault ? new LogFault(error.code, tilePath(tile)) : error;
  }
}

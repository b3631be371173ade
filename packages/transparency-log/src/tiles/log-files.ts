import { LogFault } from "../fault.ts";
import { maximalBundleBytes } from "./entry-bundle.ts";
import { type TileId, tilePath, tileWidth } from "./tile-path.ts";

/**
 * A whole log behind one method: the bytes at a path below its address (`checkpoint`, `tile/0/000`), or undefined if
 * there is no such file. Throws the fault `file-too-large` rather than hold more than `maximalBytes`, and any other
 * error if it cannot tell: an outage proves nothing.
 */
export interface LogFiles {
  read(path: string, maximalBytes: number): Promise<Uint8Array | undefined>;
}

/** As `read`, for what has to be there. Throws `file-missing`. */
export async function readNeeded(files: LogFiles, path: string, maximalBytes: number): Promise<Uint8Array> {
  const bytes = await files.read(path, maximalBytes);
  if (bytes === undefined) throw new LogFault("file-missing", path);
  return bytes;
}

/**
 * Bytes of a tile or a bundle and the width that they have. A partial one may have been deleted once its full one
 * exists [tlog-tiles, Partial Tiles]; then the full one answers for it.
 */
export async function readTileFile(files: LogFiles, tile: TileId): Promise<{ bytes: Uint8Array; served: TileId }> {
  const limit = tile.level === "entries" ? maximalBundleBytes : tileWidth * 32;
  const bytes = await files.read(tilePath(tile), limit);
  if (bytes !== undefined) return { bytes, served: tile };
  const full = { ...tile, width: tileWidth };
  const instead = tile.width === tileWidth ? undefined : await files.read(tilePath(full), limit);
  if (instead === undefined) throw new LogFault("file-missing", tilePath(tile));
  return { bytes: instead, served: full };
}

import { readDecimal } from "../bytes/decimal.ts";
import { LogFault } from "../fault.ts";

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256;

/** A tile of hashes at a level of 0..63, or a bundle of entries. A width of 256 is a full one, 1..255 a partial one. */
export interface TileId {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/** C2SP tlog-tiles path without a leading slash: `tile/0/x001/x234/067`, `tile/entries/000.p/8`. */
export function tilePath({ level, index, width }: TileId): string {
  let number = String(index % 1000).padStart(3, "0");
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    number = `x${String(rest % 1000).padStart(3, "0")}/${number}`;
  }
  return `tile/${level}/${number}${width === tileWidth ? "" : `.p/${width}`}`;
}

/**
 * Reads a tile path in its one canonical spelling: no leading zeroes, no `x000/`, no width of 0 or 256, no index whose
 * entries would lie beyond 2^53. Throws `tile-path`.
 */
export function parseTilePath(path: string): TileId {
  const match = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path);
  const [, levelText = "", number = "", widthText] = match ?? [];
  if (match === null) throw new LogFault("tile-path", path.slice(0, 100));
  const tile: TileId = {
    level: levelText === "entries" ? levelText : readDecimal(levelText, "tile-path"),
    index: Number(number.replaceAll(/[x/]/g, "")),
    width: widthText === undefined ? tileWidth : readDecimal(widthText, "tile-path"),
  };
  const known = tile.level === "entries" || tile.level < 64;
  const whole = widthText === undefined || (tile.width >= 1 && tile.width < tileWidth);
  const safe = Number.isSafeInteger((tile.index + 1) * tileWidth);
  if (!known || !whole || !safe || tilePath(tile) !== path) throw new LogFault("tile-path", path.slice(0, 100));
  return tile;
}

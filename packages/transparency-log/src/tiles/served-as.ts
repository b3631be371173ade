import { LogFault } from "../fault.ts";
import { parseTilePath } from "./tile-path.ts";

/** How a file of a log is to be served. */
export interface ServedAs {
  readonly contentType: string;
  readonly cacheControl: string;
}

const text = "text/plain; charset=utf-8";

/**
 * Content type and caching of a path of the log, without a leading slash; undefined for what is no file of a log, such
 * as a folder, a path that climbs, or another spelling of a tile. An error answer carries none of this.
 */
export function servedAs(path: string): ServedAs | undefined {
  if (path === "checkpoint") return { contentType: text, cacheControl: "public, max-age=3, must-revalidate" };
  if (path === "policy" || path === "keys") return { contentType: text, cacheControl: "public, max-age=3600" };
  if (/^proof\/(0|[1-9][0-9]{0,15})\.tlog-proof$/.test(path)) {
    return { contentType: text, cacheControl: "public, max-age=60" };
  }
  return isTile(path)
    ? { contentType: "application/octet-stream", cacheControl: "public, max-age=31536000, immutable" }
    : undefined;
}

function isTile(path: string): boolean {
  try {
    parseTilePath(path);
    return true;
  } catch (error) {
    if (error instanceof LogFault) return false;
    throw error;
  }
}

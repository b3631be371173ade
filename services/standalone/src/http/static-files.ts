import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type Encoding, isCompressible } from "./compression.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

const thorough = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const squeeze: Record<Encoding, (bytes: Uint8Array) => Promise<Uint8Array>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, thorough),
  gzip: (bytes) => promisify(gzip)(bytes),
};

export interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The file in an encoding, made at the first request and kept; null where nothing would be won. */
  encoded(encoding: Encoding): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** Every file below a folder, by its path with slashes. They are built once and do not change while we run. */
export async function readStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(async (path) => {
    const name = relative(folder, path).split(sep).join("/");
    return [name, staticFile(name, new Uint8Array(await readFile(path)))] as const;
  });
  return new Map(await Promise.all(read));
}

function staticFile(name: string, bytes: Uint8Array<ArrayBuffer>): StaticFile {
  const type = types[extname(name)] ?? "application/octet-stream";
  const kept = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    type,
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    bytes,
    async encoded(encoding) {
      if (!isCompressible(type)) return null;
      const made = kept.get(encoding) ?? squeeze[encoding](bytes).then((small) => new Uint8Array(small));
      kept.set(encoding, made);
      const small = await made;
      return small.length < bytes.length ? small : null;
    },
  };
}

import { Duplex } from "node:stream";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import { parseAccept } from "hono/utils/accept";
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from "hono/utils/compress";

export type Encoding = "br" | "gzip";

const smallest = 1024;
const lines = /^application\/(?:x-)?ndjson\b/i;
/** Brotli's scale ends at 11, which is for what is compressed once; this one costs about as much as gzip. */
const quickBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** The better of the encodings that a client takes; undefined where it takes none. */
export function acceptedEncoding(header: string | undefined): Encoding | undefined {
  if (!header) return undefined;
  const offers = parseAccept(header);
  const weight = (name: string) => offers.find(({ type }) => type.toLowerCase() === name)?.q;
  const any = weight("*") ?? 0;
  return (["br", "gzip"] as const).find((name) => (weight(name) ?? any) > 0);
}

export function isCompressible(contentType: string | null | undefined): boolean {
  return !!contentType && (COMPRESSIBLE_CONTENT_TYPE_REGEX.test(contentType) || lines.test(contentType));
}

/** Compresses text on its way out, Brotli first. Streams of events pass as they are, or they would be held back. */
export function compression(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { res } = c;
    const length = res.headers.get("Content-Length");
    const asIs =
      c.req.method === "HEAD" ||
      !res.body ||
      res.headers.has("Content-Encoding") ||
      (length !== null && Number(length) < smallest) ||
      /\bno-transform\b/.test(res.headers.get("Cache-Control") ?? "") ||
      !isCompressible(res.headers.get("Content-Type"));
    if (asIs) return;
    if (!/accept-encoding/i.test(res.headers.get("Vary") ?? "")) res.headers.append("Vary", "Accept-Encoding");
    const encoding = acceptedEncoding(c.req.header("Accept-Encoding"));
    if (!encoding || !res.body) return;
    const transform = encoding === "br" ? createBrotliCompress(quickBrotli) : createGzip();
    // Node's types and those of the browser differ on what a view of bytes may lie over; the streams are the same.
    const pair = Duplex.toWeb(transform) as unknown as Parameters<typeof res.body.pipeThrough>[0];
    c.res = new Response(res.body.pipeThrough(pair) as ReadableStream, res);
    c.res.headers.delete("Content-Length");
    c.res.headers.set("Content-Encoding", encoding);
    const etag = c.res.headers.get("ETag");
    if (etag && !etag.startsWith("W/")) c.res.headers.set("ETag", `W/${etag}`);
  };
}

import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { parseAccept } from "hono/utils/accept";
import { kept } from "./kept.ts";
import { publicHeaders } from "./public-headers.ts";

/** How long an answer may be kept. `head` is the newest of something that grows; `forever` never changes again. */
type Caching = "revalidate" | "head" | "pinned" | "forever";

export interface Answer {
  readonly body: string | Uint8Array;
  readonly type: string;
  /** One of the usual ways, or a `Cache-Control` that a specification asks for. */
  readonly caching: Caching | { readonly control: string };
  /** The entity tag, where it is not to be the digest of the bytes. */
  readonly tag?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instant of the last change, where there is one. */
  readonly changedAt?: string;
}

const cacheControl: Readonly<Record<Caching, string>> = {
  revalidate: "public, no-cache",
  head: "public, max-age=30, stale-while-revalidate=60, stale-if-error=86400",
  pinned: "public, max-age=3600",
  forever: "public, max-age=31536000, immutable",
};

const smallest = 860;
/** The same bytes are packed once, whoever asks: by the tag of what is packed, which names the encoding. */
const packed = kept<Uint8Array>({ most: 32 * 1024 * 1024, sizeOf: ({ length }) => length });
const compressible = /^(text\/|application\/((feed|problem|csvm|cloudevents-batch)\+json|atom\+xml|xml|json|x-ndjson))/;
const compress = {
  br: (bytes: Uint8Array) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes),
};

/**
 * The answer as the client takes it: compressed here and not further out, so that the strong ETag and the digest are
 * those of the bytes that are sent. 304 where the client has them already.
 */
export async function respond(request: Request, answer: Answer): Promise<Response> {
  const plain = typeof answer.body === "string" ? new TextEncoder().encode(answer.body) : answer.body;
  const negotiable = compressible.test(answer.type) && plain.length >= smallest;
  const encoding = negotiable ? acceptedEncoding(request.headers.get("Accept-Encoding")) : null;
  const tag = answer.tag ?? createHash("sha256").update(plain).digest("base64url").slice(0, 27);
  const etag = encoding ? `"${tag}-${encoding}"` : `"${tag}"`;
  const pack = async (as: "br" | "gzip") => new Uint8Array(await compress[as](plain));
  const bytes = encoding ? await packed.get(etag, () => pack(encoding)) : plain;
  const headers = new Headers({
    ...publicHeaders,
    "Cache-Control": typeof answer.caching === "string" ? cacheControl[answer.caching] : answer.caching.control,
    ETag: etag,
    ...answer.headers,
  });
  if (negotiable) headers.append("Vary", "Accept-Encoding");
  if (answer.changedAt) headers.set("Last-Modified", new Date(answer.changedAt).toUTCString());
  if (isKnown(request.headers.get("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", answer.type);
  headers.set("Content-Length", String(bytes.length));
  headers.set("Repr-Digest", `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`);
  if (encoding) headers.set("Content-Encoding", encoding);
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
}

/** Weak comparison, as RFC 9110 13.1.2 wants it: a proxy may have weakened the tag. */
export function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

function acceptedEncoding(header: string | null): "br" | "gzip" | null {
  if (!header) return null;
  const offers = parseAccept(header);
  const weight = (name: string) => offers.find(({ type }) => type.toLowerCase() === name)?.q;
  const any = weight("*") ?? 0;
  return (["br", "gzip"] as const).find((name) => (weight(name) ?? any) > 0) ?? null;
}

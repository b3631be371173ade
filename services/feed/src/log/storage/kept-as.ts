import { type ServedAs, servedAs } from "@mingzhang/transparency-log";

const page: ServedAs = {
  contentType: "application/x-ndjson; charset=utf-8",
  cacheControl: "public, max-age=30, stale-while-revalidate=60, stale-if-error=86400",
};
const statement: ServedAs = {
  contentType: "text/plain; charset=utf-8",
  cacheControl: "public, max-age=31536000, immutable",
};

/** Content type and caching of an object of the log: those of C2SP, and our own pages of lines and key statements. */
export function keptAs(path: string): ServedAs | undefined {
  if (/^(0|[1-9]\d{0,14})\.ndjson$/.test(path)) return page;
  if (/^key-history\/[1-9]\d{0,5}$/.test(path)) return statement;
  return servedAs(path);
}

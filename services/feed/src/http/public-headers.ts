const readable = ["As-Of", "Known-At", "Position", "State-Hash"].map((name) => `Mingzhang-${name}`);

/** On every answer: anybody may read it from anywhere, and nobody may take it for another kind of thing. */
export const publicHeaders = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": ["ETag", "Link", "Last-Modified", "Repr-Digest", ...readable].join(", "),
  "Cross-Origin-Resource-Policy": "cross-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
} as const;

/** For what is no page: nothing in it is ever run or framed. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** For pages: their one style by its hash, pictures inside of the page, our own fonts; no script at all. */
export function pagePolicy(styleHash: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "img-src data:",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

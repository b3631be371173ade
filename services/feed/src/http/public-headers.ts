import { createHash } from "node:crypto";
import type { PageScript, RenderedPage } from "@mingzhang/portal";

const readable = [
  ...["As-Of", "Known-At", "Position", "State-Hash", "Stands-Still", "Log-Size", "Waiting-Since"].map(
    (name) => `Mingzhang-${name}`,
  ),
  "Retry-After",
];

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

/** For pages: their one style by its hash, our own pictures and fonts; script where a page has one. */
export function pagePolicy(
  { style, script }: Pick<RenderedPage, "style" | "script">,
  { publicUrl }: { readonly publicUrl: string },
): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${sha256(style)}'`,
    ...scriptPolicy(script, publicUrl),
    "img-src 'self' data:",
    "font-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What runs on a page reads the log and nothing else. */
function scriptPolicy(script: PageScript, publicUrl: string): readonly string[] {
  if (script === "none") return [];
  if (script === "own") return ["script-src 'self'", "connect-src 'self'"];
  return [`script-src 'sha256-${sha256(script.inline)}'`, `connect-src 'self' ${publicUrl}`];
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

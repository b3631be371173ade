import { fileURLToPath } from "node:url";
import { OperatorError } from "@mingzhang/runtime";
import { type Context, Hono } from "hono";
import { acceptedEncoding } from "./compression.ts";
import { readStaticFiles, type StaticFile } from "./static-files.ts";

const built = fileURLToPath(new URL("../../../../web/console/dist/", import.meta.url));

/** antd writes its styles into the page; everything else of the console comes from files of its own. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The console under `/console/`: its files, and its page for every address that only the script in it knows. */
export async function consoleFiles(folder: string = built): Promise<Hono> {
  const files = await readStaticFiles(folder).catch(() => new Map<string, StaticFile>());
  const page = files.get("index.html");
  if (!page) {
    throw new OperatorError([
      `工作台尚未构建（${folder} 中没有 index.html）：请用 npm start 启动，它会先构建`,
      `the console is not built (no index.html in ${folder}): start with npm start, which builds it first`,
    ]);
  }
  const app = new Hono();
  app.get("/console", (c) => c.redirect("/console/", 308));
  app.get("/console/*", (c) => {
    const name = decodedPath(c.req.path).slice("/console/".length);
    const file = files.get(name);
    if (file) return answer(c, file, cacheControl(name));
    // A file of an older build that a page still open asks for: its own page would be taken for a script.
    if (name.startsWith("assets/")) return c.text("Not found\n", 404);
    return answer(c, page, cacheControl("index.html"));
  });
  return app;
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Names below `assets/` carry a hash of the content, so that they never mean anything else. */
function cacheControl(name: string): string {
  if (name.startsWith("assets/")) return "public, max-age=31536000, immutable";
  return name === "index.html" ? "no-cache" : "public, max-age=3600";
}

async function answer(c: Context, file: StaticFile, caching: string): Promise<Response> {
  c.header("Content-Type", file.type);
  c.header("Cache-Control", caching);
  c.header("Vary", "Accept-Encoding");
  if (file.type.startsWith("text/html")) c.header("Content-Security-Policy", policy);
  const encoding = acceptedEncoding(c.req.header("Accept-Encoding"));
  const small = encoding ? await file.encoded(encoding) : null;
  const etag = encoding && small ? `${file.etag.slice(0, -1)}-${encoding}"` : file.etag;
  c.header("ETag", etag);
  if (c.req.header("If-None-Match") === etag) return c.body(null, 304);
  if (encoding && small) c.header("Content-Encoding", encoding);
  return c.body(small ?? file.bytes);
}

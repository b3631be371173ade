import type { Hono } from "hono";
import { isKnown } from "../http/answer.ts";
import { problem } from "../http/problem.ts";
import { dataPolicy, publicHeaders } from "../http/public-headers.ts";
import { notFound, reported, Trouble } from "../http/trouble.ts";
import type { PublicLog } from "../log/read/public-log.ts";
import { logArchive } from "./log-archive.ts";
import { verifierProgram } from "./verifier-program.ts";
import { zipStream } from "./zip-stream.ts";

interface Needs {
  readonly published: PublicLog;
  readonly log: { error(facts: object, text: string): void };
}

/** Each reads the whole log: more at once would take the machine from everybody else. */
const mostAtOnce = 4;

/** Adds `/log/archive.zip`: the whole log with its verifier, streamed as it is packed, the same bytes for one size. */
export function archiveRoute(app: Hono, { published, log }: Needs): void {
  let running = 0;
  app.get("/log/archive.zip", async (c) => {
    try {
      if ((await published.shown()) === null) return problem(notFound());
      const files = { read: (path: string) => published.file(path) };
      const { size, tag, files: members } = await logArchive({ files, verifier: await verifierProgram() });
      const etag = `"${tag}"`;
      const headers = {
        ...publicHeaders,
        "Cache-Control": "public, max-age=60",
        "Content-Security-Policy": dataPolicy,
        ETag: etag,
      };
      if (isKnown(c.req.header("If-None-Match") ?? null, etag)) return new Response(null, { status: 304, headers });
      const type = {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="mingzhang-log-${size}.zip"`,
      };
      if (c.req.method === "HEAD") return new Response(null, { headers: { ...headers, ...type } });
      if (running >= mostAtOnce) {
        return problem(new Trouble(503, "unavailable"), { "Retry-After": "30" });
      }
      running += 1;
      const body = streamOf(zipStream(members), () => (running -= 1));
      return new Response(body, { headers: { ...headers, ...type } });
    } catch (error) {
      return problem(reported(error, log));
    }
  });
}

/** A body that makes the next part only when the last one has been taken. */
function streamOf(parts: AsyncGenerator<Uint8Array>, done: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await parts.next();
        if (next.done !== true) return controller.enqueue(next.value);
        controller.close();
        done();
      } catch (error) {
        done();
        throw error;
      }
    },
    async cancel() {
      done();
      await parts.return(undefined);
    },
  });
}

import type { Lang } from "@mingzhang/domain";
import { type EvidenceFiles, type Held, mostEvidenceBytes } from "@mingzhang/evidence";
import type { Log } from "@mingzhang/runtime";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { bearerCheck } from "./bearer.ts";
import { evidenceProblem } from "./evidence-problem.ts";
import { readerLang } from "./reader-lang.ts";

export interface EvidenceAppOptions {
  readonly files: EvidenceFiles;
  /** As for mutations: whoever sends it as a bearer token may upload. */
  readonly writeToken: string;
  readonly log: Pick<Log, "error">;
}

/**
 * `POST /api/evidence`: one file as the body, its media type as Content-Type. Answers 201 with the facts of its public
 * form, the same for the same file again; else a problem with field, value and remedy in the reader's language. What is
 * uploaded is not public before an event that is recorded names it.
 */
export function evidenceApp({ files, writeToken, log }: EvidenceAppOptions): Hono {
  const isStaff = bearerCheck(writeToken);
  const app = new Hono();
  app.use("/api/evidence", async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  });
  app.post(
    "/api/evidence",
    async (c, next) => {
      if (isStaff(c.req.header("authorization") ?? null)) return next();
      return evidenceProblem("token-needed", langOf(c.req.raw), { "WWW-Authenticate": "Bearer" });
    },
    bodyLimit({
      maxSize: mostEvidenceBytes,
      onError: (c) => {
        const value = c.req.header("content-length") ?? "";
        return evidenceProblem({ ...tooLarge, value }, langOf(c.req.raw));
      },
    }),
    async (c) => {
      const upload = new Uint8Array(await c.req.arrayBuffer());
      const answer = await files.keep(upload, mediaTypeIn(c.req.header("content-type")));
      if (!("fault" in answer)) return c.json(factsOf(answer.held), 201);
      // For whoever runs the server: no caller can mend that.
      if (answer.fault === "no-room") log.error({ ...answer }, "the disk is too full for uploads");
      return evidenceProblem(answer, langOf(c.req.raw));
    },
  );
  app.all("/api/evidence", (c) => evidenceProblem("post-alone", langOf(c.req.raw), { Allow: "POST" }));
  app.onError((err, c) => {
    log.error({ err }, "an upload could not be kept");
    return evidenceProblem("internal", langOf(c.req.raw));
  });
  return app;
}

const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", Vary: "Accept-Language" };
const tooLarge = { fault: "file-too-large", field: "file", limit: `${mostEvidenceBytes}` } as const;

function langOf(request: Request): Lang {
  return readerLang(request.headers.get("accept-language"));
}

/** What the sender says of the file; null where that is nothing. */
function mediaTypeIn(contentType: string | undefined): string | null {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return type === "" || type === "application/octet-stream" ? null : type;
}

function factsOf({ sha256, mediaType, bytes, width, height, original }: Held): object {
  return { sha256, mediaType, bytes, width, height, original };
}

import { type EvidenceFiles, evidenceWidths, type EvidenceMediaType, isSha256 } from "@mingzhang/evidence";
import type { ReadModels } from "@mingzhang/read-models";
import type { Hono } from "hono";
import { respond } from "../http/answer.ts";
import { single } from "../http/parameters.ts";
import { problem } from "../http/problem.ts";
import { dataPolicy } from "../http/public-headers.ts";
import { badParameter, EvidenceGone, notFound, reported, Trouble } from "../http/trouble.ts";

interface Needs {
  readonly files: EvidenceFiles;
  readonly readModels: Pick<ReadModels, "evidence">;
  readonly log: { error(facts: object, text: string): void };
}

const ending: Readonly<Record<EvidenceMediaType, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
};

/**
 * Adds `/evidence/<sha256>`, with `?width=480|960` for the smaller forms of a picture. A file is public only while an
 * event that counts names it; one that was withdrawn is 410 with the reason, and what nobody attached is 404, as what
 * was never uploaded.
 */
export function evidenceRoute(app: Hono, { files, readModels, log }: Needs): void {
  app.get("/evidence/:sha256", async (c) => {
    try {
      const sha256 = c.req.param("sha256");
      const width = widthIn(new URL(c.req.url).searchParams);
      const standing = isSha256(sha256) ? (await readModels.evidence([sha256])).get(sha256) : undefined;
      if (standing === undefined) return problem(notFound());
      if (standing.state === "withdrawn") return problem(new EvidenceGone(standing));
      const found = await files.open(sha256, width);
      if (found === null) {
        // As after a withdrawal that was void: whoever has the file uploads it again.
        log.error({ sha256 }, "a file of evidence is attached, and not whole on the disk");
        return problem(new Trouble(503, "unavailable"));
      }
      const name = `${sha256.slice(0, 12)}${width ? `-${width}` : ""}.${ending[found.mediaType]}`;
      return await respond(c.req.raw, {
        body: found.content,
        type: found.mediaType,
        caching: "pinned",
        headers: { "Content-Disposition": `inline; filename="${name}"`, "Content-Security-Policy": dataPolicy },
      });
    } catch (error) {
      return problem(reported(error, log));
    }
  });
}

function widthIn(params: URLSearchParams) {
  const text = single(params, "width");
  if (text === null) return undefined;
  const width = evidenceWidths.find((each) => String(each) === text);
  if (width === undefined) throw badParameter("width", text);
  return width;
}

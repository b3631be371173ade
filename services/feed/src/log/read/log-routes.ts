import type { Hono } from "hono";
import { respond } from "../../http/answer.ts";
import { indexIn } from "../../http/parameters.ts";
import { problem } from "../../http/problem.ts";
import { dataPolicy } from "../../http/public-headers.ts";
import { notFound, reported } from "../../http/trouble.ts";
import { keptAs } from "../storage/kept-as.ts";
import type { PublicLog } from "./public-log.ts";

interface Needs {
  readonly published: PublicLog;
  readonly log: { error(facts: object, text: string): void };
}

/** A file of the log, and how it is answered. */
interface Found {
  readonly bytes: Uint8Array;
  /** In place of the digest of the bytes. */
  readonly tag?: string;
}

/**
 * Adds the static read path of the log below `/log/`: canonical paths only, byte for byte what a file server would send
 * that is pointed at its folder, and proofs beside it. What is no file of a log is 404, without a listing.
 */
export function logRoutes(app: Hono, { published, log }: Needs): void {
  app.get("/log/*", async (c) => {
    try {
      // As it was sent: another spelling of a path is another path.
      const path = new URL(c.req.url).pathname.slice("/log/".length);
      const kept = keptAs(path);
      const found = kept && (await find(published, path));
      if (!found) return problem(notFound());
      return await respond(c.req.raw, {
        body: found.bytes,
        type: kept.contentType,
        caching: { control: kept.cacheControl },
        ...(found.tag === undefined ? {} : { tag: found.tag }),
        headers: { "Content-Security-Policy": dataPolicy },
      });
    } catch (error) {
      return problem(reported(error, log));
    }
  });
}

async function find(published: PublicLog, path: string): Promise<Found | null> {
  const proof = /^proof\/(\d+)\.tlog-proof$/.exec(path);
  if (!proof) {
    const bytes = await published.file(path);
    return bytes ? { bytes } : null;
  }
  const index = indexIn(proof[1] ?? "");
  const found = index === null ? null : await published.proof(Number(index));
  return found && { bytes: found.bytes, tag: `${found.size}-${index}` };
}

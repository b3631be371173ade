import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Hono } from "hono";
import { isKnown } from "../http/answer.ts";
import { answeredExactly, lastExactAddress } from "../http/last-exact.ts";
import { problem } from "../http/problem.ts";
import { dataPolicy, publicHeaders } from "../http/public-headers.ts";
import { provedQuestionOf } from "../http/proved-question.ts";
import { momentHeaders, type Question, type Surroundings } from "../http/question.ts";
import { reported } from "../http/trouble.ts";
import { pageEntries, pageSize } from "./feeds.ts";

/**
 * Adds `/log/all.ndjson.gz`: every line of the record in one file. It is written bundle by bundle, each a member of
 * its own (RFC 1952 section 2.2), so that no process ever holds it as a whole.
 */
export function wholeLogRoute(app: Hono, surroundings: Surroundings): void {
  app.get("/log/all.ndjson.gz", async (c) => {
    try {
      const asked = await provedQuestionOf(c, surroundings);
      const { question, found: size } = await answeredExactly(asked, readableSize);
      // Its bytes follow from what is in it and from the library that packs it.
      const etag = `"${size}-${question.moment.asOf}-ndjson-gz-${process.versions.zlib}"`;
      const headers = {
        ...publicHeaders,
        ...momentHeaders(question, { query: {}, plan: null }),
        "Cache-Control": question.pinned
          ? "public, max-age=31536000, immutable"
          : "public, max-age=30, stale-while-revalidate=60, stale-if-error=86400",
        "Content-Security-Policy": dataPolicy,
        ETag: etag,
      };
      if (isKnown(c.req.header("If-None-Match") ?? null, etag)) return new Response(null, { status: 304, headers });
      const type = {
        "Content-Type": "application/gzip",
        "Content-Disposition": 'attachment; filename="all.ndjson.gz"',
      };
      return new Response(streamOf(members(question, size)), { headers: { ...headers, ...type } });
    } catch (error) {
      const trouble = reported(error, surroundings.log);
      return problem(trouble, {}, lastExactAddress(new URL(c.req.url), trouble));
    }
  });
}

async function* members(question: Question, size: bigint): AsyncGenerator<Uint8Array> {
  for (let number = 0n; number * pageSize < size || number === 0n; number++) {
    const entries = await pageEntries(question, number, null);
    yield new Uint8Array(await promisify(gzip)(entries.map(({ line }) => `${line}\n`).join("")));
  }
}

/** A body that makes the next part only when the last one has been taken. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

/** How many entries there are. Whoever has begun to send them cannot say any more that one cannot be read. */
async function readableSize({ record, readModels, moment }: Question): Promise<bigint> {
  const { shards } = await readModels.projection();
  const failed = shards.flatMap(({ failure }) => failure?.plan ?? []);
  const plans = failed.length > 0 ? new Set([...failed, ...(await readModels.planSlugs(moment))]) : [];
  for (const plan of plans) await readModels.events(plan, moment, { first: 1, after: null });
  return record.size(moment);
}

import type { EventStore } from "@mingzhang/event-store";
import type { EvidenceFiles } from "@mingzhang/evidence";
import { projectionLag, type ReadModels } from "@mingzhang/read-models";
import type { Log } from "@mingzhang/runtime";
import { createYoga } from "graphql-yoga";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import type { PublicLogNow } from "../read/public-log-now.ts";
import { readsOf } from "../read/reads.ts";
import { schema } from "../schema/schema.ts";
import { maxWorkbookBytes } from "../workbook/read-import.ts";
import type { Vault } from "../vault/vault.ts";
import { createRecorder } from "../write/recorder.ts";
import type { ApiContext } from "./api-context.ts";
import { bearerCheck } from "./bearer.ts";
import { maskError, useReadersLanguage } from "./errors-out.ts";
import { defaultTimeouts, documentCaches, type Timeouts, useLimits } from "./limits.ts";
import { readerLang } from "./reader-lang.ts";

export interface ApiOptions {
  readonly store: EventStore;
  readonly readModels: ReadModels;
  /** Where withheld values lie. Without one they can be neither recorded nor read. */
  readonly vault?: Vault;
  /** Files of evidence. Without them no evidence can be attached. */
  readonly evidence?: EvidenceFiles;
  /** How the public log stands. Without it nothing is said of one. */
  readonly publicLog?: () => Promise<PublicLogNow | null>;
  /** Whoever sends it as a bearer token may write and sees staff fields. */
  readonly writeToken: string;
  readonly log: Pick<Log, "warn" | "error">;
  /** Marks every recorded fact: a demonstration run. */
  readonly simulated: boolean;
  /** Clock of the decisions; it should be that of the store. */
  readonly now?: () => Date;
  /** Aborted when the server stops: subscriptions end cleanly. */
  readonly stopping?: AbortSignal;
  readonly timeouts?: Partial<Timeouts>;
}

const publicBodyBytes = 1024 * 1024;
/** Base64 takes four bytes for three; the rest of the request is small. */
const staffBodyBytes = Math.ceil((maxWorkbookBytes * 4) / 3) + publicBodyBytes;

/** GraphQL at `/graphql`: queries by GET and POST, mutations by POST, subscriptions as server-sent events. */
export function apiApp(options: ApiOptions): Hono {
  const isStaff = bearerCheck(options.writeToken);
  const yoga = yogaFor(options, isStaff);
  const limits = { staff: limitOf(staffBodyBytes), public: limitOf(publicBodyBytes) };
  const app = new Hono();
  // Readers of other origins are welcome; without the header that carries the token they can never write.
  const allowHeaders = ["accept", "accept-language", "content-type"];
  app.use("/graphql", cors({ origin: "*", allowMethods: ["GET", "POST"], allowHeaders, maxAge: 600 }));
  app.use("/graphql", async (c, next) => {
    const staff = isStaff(c.req.header("authorization") ?? null);
    return limits[staff ? "staff" : "public"](c, next);
  });
  app.all("/graphql", async (c) => {
    const response = await yoga.fetch(c.req.raw);
    response.headers.append("vary", "accept, accept-language, authorization");
    response.headers.set("x-content-type-options", "nosniff");
    return response;
  });
  return app;
}

function limitOf(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: (c) => {
      const lang = readerLang(c.req.header("accept-language") ?? null);
      const megabytes = Math.floor(maxSize / 1024 / 1024);
      const message =
        lang === "zh"
          ? `请求超过${megabytes} MiB。请缩小后再试。`
          : `The request is larger than ${megabytes} MiB. Send less.`;
      return c.json({ errors: [{ message, extensions: { code: "TOO_LARGE" } }] }, 413);
    },
  });
}

function yogaFor(options: ApiOptions, isStaff: (authorization: string | null) => boolean) {
  const { store, readModels, vault, evidence, publicLog, log, simulated, now, stopping, timeouts } = options;
  const clock = now ? { now } : {};
  const recorder = createRecorder({ store, readModels, log, simulated, ...clock, ...(vault ? { vault } : {}) });
  const contextOf = ({ headers, signal }: Request): ApiContext => {
    const lang = readerLang(headers.get("accept-language"));
    return {
      staff: isStaff(headers.get("authorization")),
      lang,
      reads: readsOf(readModels, lang),
      projection: () => projectionLag(readModels, store),
      publicLog: async () => (await publicLog?.()) ?? null,
      recorder,
      vault: vault ?? null,
      evidence: evidence ?? null,
      gone: stopping ? AbortSignal.any([signal, stopping]) : signal,
    };
  };
  return createYoga<object, ApiContext>({
    schema,
    context: ({ request }) => contextOf(request),
    graphqlEndpoint: "/graphql",
    // Its page loads scripts from elsewhere; the schema can be introspected with any client.
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    parserAndValidationCache: documentCaches,
    logging: false,
    maskedErrors: { maskError: maskError(log), isDev: false },
    fetchAPI: { Request, Response, Headers, ReadableStream, TransformStream, TextEncoder, URL },
    plugins: [useReadersLanguage(), useLimits({ ...defaultTimeouts, ...timeouts })],
  });
}

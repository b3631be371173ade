import { Hono } from "hono";
import type { EvidenceFiles } from "@mingzhang/evidence";
import type { ReadModels } from "@mingzhang/read-models";
import { proofsOf } from "./entries/proofs.ts";
import { publicRecord } from "./entries/public-record.ts";
import { evidenceRoute } from "./evidence/evidence-route.ts";
import { bundle } from "./feeds/bundle.ts";
import { cloudEvents } from "./feeds/cloud-events.ts";
import { archivePage, subscription } from "./feeds/feeds.ts";
import { archiveRoute } from "./archive/archive-route.ts";
import { wholeLogRoute } from "./feeds/whole-log.ts";
import { fontRoute } from "./font-route.ts";
import { type DataAnswer, dataRoute } from "./http/data-route.ts";
import { kept } from "./http/kept.ts";
import { pageRoute, type Prepare, troubleAnswer } from "./http/page-route.ts";
import { problem } from "./http/problem.ts";
import { dataPolicy, publicHeaders } from "./http/public-headers.ts";
import type { FeedLog, Question, Surroundings } from "./http/question.ts";
import { notFound } from "./http/trouble.ts";
import { iatiExport, oc4idsExport } from "./open-data/exports.ts";
import { packageRoutes } from "./open-data/packages.ts";
import { sitemapExport } from "./open-data/sitemap.ts";
import { logRoutes } from "./log/read/log-routes.ts";
import type { PublicLog } from "./log/read/public-log.ts";
import { prepareEntry, prepareSavedProof } from "./pages/entry.ts";
import { prepareAbout, prepareGlossary } from "./pages/guide.ts";
import { prepareFeeds, prepareHome } from "./pages/home.ts";
import { prepareChanges, preparePlan, prepareProject, prepareTransfers } from "./pages/plan.ts";
import { streamRoute, type StreamLimits, usualLimits } from "./stream/stream.ts";
import { dataFile } from "./tables/tables.ts";
import { workbook } from "./tables/workbook.ts";
import { islandRoute } from "./verify/island-route.ts";

export interface FeedOptions {
  readonly readModels: ReadModels;
  /** Scheme and host that the public uses, `https://mingzhang.example.org`. */
  readonly publicUrl: string;
  readonly log: FeedLog;
  /** The public log. Without it entries have their final form, and nothing says that they are proved. */
  readonly published?: PublicLog;
  /** Where the files of evidence are. Without it none is served. */
  readonly evidence?: EvidenceFiles;
  readonly streams?: Partial<StreamLimits>;
  /** How long an explicit `knownAt` waits for its checkpoint; default 3 s. */
  readonly proofWaitMs?: number;
  readonly now?: () => Date;
  /** Aborted when the process stops: streams end, and their readers come back to whoever runs then. */
  readonly stopping?: AbortSignal;
}

const pages: Readonly<Record<string, Prepare>> = {
  "/": prepareHome,
  "/feeds": prepareFeeds,
  "/glossary": prepareGlossary,
  "/about": prepareAbout,
  "/plans/:slug": preparePlan,
  "/plans/:slug/transfers": prepareTransfers,
  "/plans/:slug/changes": prepareChanges,
  "/plans/:slug/projects/:code": prepareProject,
  "/entries/:index": prepareEntry,
  "/entries/:index/proof.html": prepareSavedProof,
};

const answers: Readonly<Record<string, (question: Question) => Promise<DataAnswer>>> = {
  "/feed.json": (question) => subscription(question, "json"),
  "/feed.atom": (question) => subscription(question, "atom"),
  "/feed/:file{[^/]+\\.json}": (question) => archivePage(question, "json", fileNumber(question)),
  "/feed/:file{[^/]+\\.atom}": (question) => archivePage(question, "atom", fileNumber(question)),
  "/log/:file{[^/]+\\.cloudevents\\.json}": (question) => cloudEvents(question, fileNumber(question)),
  "/log/:file{[^/]+\\.ndjson}": (question) => bundle(question, fileNumber(question)),
  "/data/:slug/:file": dataFile,
  "/iati/activities.xml": iatiExport,
  "/oc4ids/projects.json": oc4idsExport,
  "/plans/:slug/workbook.xlsx": workbook,
};

/**
 * Everything that the public reads: pages, feeds, tables, the live stream. It owns every address that nobody before it
 * has taken, and answers GET and HEAD only; so it is mounted last.
 */
export function feedApp(options: FeedOptions): Hono {
  const { log, published, evidence, streams, stopping } = options;
  const surroundings = surroundingsOf(options);
  const app = new Hono();
  for (const [path, prepare] of Object.entries(pages)) pageRoute(app, path, { surroundings, prepare });
  for (const [path, answer] of Object.entries(answers)) dataRoute(app, path, { surroundings, answer });
  // A map of pages for people, which may show what is not proved yet.
  dataRoute(app, "/sitemap.xml", { surroundings, answer: sitemapExport, proved: false });
  packageRoutes(app, surroundings);
  wholeLogRoute(app, surroundings);
  if (published) archiveRoute(app, { published, log });
  if (published) logRoutes(app, { published, log });
  if (evidence) evidenceRoute(app, { files: evidence, readModels: options.readModels, log });
  streamRoute(app, surroundings, { ...usualLimits, ...streams, stopping });
  fontRoute(app);
  islandRoute(app);
  app.get("/robots.txt", (c) =>
    c.text(`User-agent: *\nAllow: /\nSitemap: ${options.publicUrl}/sitemap.xml\n`, 200, { ...publicHeaders }),
  );
  restRoute(app, surroundings);
  return app;
}

function surroundingsOf(options: FeedOptions): Surroundings {
  const { readModels, publicUrl, log, published = null, proofWaitMs = 3_000, now = () => new Date() } = options;
  return {
    readModels,
    record: publicRecord(readModels, published),
    publicUrl,
    log,
    published,
    proofs: published && proofsOf(readModels, published, proofWaitMs),
    now,
    kept: keptAnswers(),
  };
}

const mostKept = 32 * 1024 * 1024;

function keptAnswers() {
  return kept<DataAnswer>({ most: mostKept, sizeOf: ({ body }) => body.length });
}

function fileNumber(question: Question): string {
  return question.param("file").split(".")[0] ?? "";
}

const forPrograms =
  /^\/(feed|log|data|iati|oc4ids|open-data|evidence|stream|assets)(\/|$)|\.(json|atom|csv|ndjson|xml|xlsx|txt)$/;

/** What no route has answered: another method, a slash too many, or nothing that there is. */
function restRoute(app: Hono, surroundings: Surroundings): void {
  app.options("*", () => {
    const allowed = { "Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Max-Age": "86400" };
    const headers = { ...publicHeaders, ...allowed, "Access-Control-Allow-Headers": "If-None-Match, Last-Event-ID" };
    return new Response(null, { status: 204, headers });
  });
  app.all("*", (c) => {
    const { pathname, search } = new URL(c.req.url);
    if (c.req.method !== "GET" && c.req.method !== "HEAD") {
      const headers = { ...publicHeaders, Allow: "GET, HEAD, OPTIONS", "Content-Security-Policy": dataPolicy };
      return new Response(null, { status: 405, headers: { ...headers, "Cache-Control": "no-store" } });
    }
    if (/^\/[^/].*\/$/.test(pathname)) return c.redirect(pathname.replace(/\/+$/, "") + search, 308);
    return forPrograms.test(pathname) ? problem(notFound()) : troubleAnswer(c, surroundings, notFound());
  });
}

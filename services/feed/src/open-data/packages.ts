import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import { type ExportFile, exportPackage, localNamespace } from "@mingzhang/open-data";
import { horizonOf } from "../entries/horizon.ts";
import { answered, type DataAnswer } from "../http/data-route.ts";
import { indexIn } from "../http/parameters.ts";
import { problem } from "../http/problem.ts";
import { publicHeaders } from "../http/public-headers.ts";
import { type Question, questionOf, type Surroundings } from "../http/question.ts";
import { notFound, reported, Unproved } from "../http/trouble.ts";
import { dataFile, descriptors, tables } from "../tables/tables.ts";
import { allPlans, iatiExport, oc4idsExport } from "./exports.ts";
import { packageAt } from "./package-at.ts";

const index = "datapackage.json";

/**
 * Adds `/open-data/<size>/…`: every export as it stood when the log held that many entries, for ever the same, and
 * `/open-data/latest`, which leads to the newest. Nothing is stored: a size of the log stands for a pair of dates, and
 * the export of a pair is a function of it.
 */
export function packageRoutes(app: Hono, surroundings: Surroundings): void {
  const guarded = (answer: (c: Context) => Promise<Response>) => async (c: Context) => {
    try {
      return await answer(c);
    } catch (error) {
      return problem(reported(error, surroundings.log));
    }
  };
  const latest = guarded(async (c) => {
    const file = c.req.param("file") ?? index;
    return moved(c, 302, `/open-data/${await latestSize(surroundings)}/${file}`);
  });
  app.get("/open-data/latest", latest);
  app.get("/open-data/latest/:file{.+}", latest);
  app.get(
    "/open-data/:size/:file{.+}",
    guarded(async (c) => {
      const asked = indexIn(c.req.param("size") ?? "");
      const file = c.req.param("file") ?? "";
      const { readModels, proofs } = surroundings;
      const found = asked === null ? null : await packageAt(surroundings, asked, await readModels.resolve({}));
      const reach = proofs && (await proofs.reach());
      if (proofs && !reach) throw new Unproved(null);
      if (!found || (reach && found.size > reach.size)) throw notFound();
      // A part of an append never was a state of the record: its size leads to the state before it, for ever.
      if (found.size !== asked) return moved(c, 308, `/open-data/${found.size}/${file}`);
      return answered(c.req.raw, await questionOf(c, surroundings, found.pair), fileAnswer(file));
    }),
  );
}

/**
 * The newest state that can be proved: that of the checkpoint which is shown, or of the record where no log is kept.
 */
async function latestSize({ readModels, proofs }: Surroundings): Promise<bigint> {
  if (!proofs) return (await horizonOf({ readModels, moment: await readModels.resolve({}) })).logSize;
  const reach = await proofs.reach();
  if (!reach) throw new Unproved(null);
  if (reach.size === 0n) throw notFound();
  return reach.size;
}

function moved(c: Context, status: 302 | 308, path: string): Response {
  const { search } = new URL(c.req.url);
  const caching = status === 308 ? "public, max-age=31536000" : "public, max-age=30";
  const headers = { ...publicHeaders, Location: path + search, "Cache-Control": caching };
  return new Response(null, { status, headers });
}

type Answer = (question: Question) => Promise<DataAnswer>;

/** How a file of a package answers. Throws where no package has such a file. */
function fileAnswer(file: string): Answer {
  if (file === index) return manifest;
  if (file === "iati/activities.xml") return iatiExport;
  if (file === "oc4ids/projects.json") return oc4idsExport;
  const [, slug, name] = /^data\/([^/]+)\/([^/]+)$/.exec(file) ?? [];
  if (slug === undefined || name === undefined) throw notFound();
  const params: Readonly<Record<string, string>> = { slug, file: name };
  return (question) => dataFile({ ...question, param: (key) => params[key] ?? "" });
}

/** The list of a package's files, each with the hash of its bytes. */
async function manifest(question: Question): Promise<DataAnswer> {
  const { publicUrl, moment } = question;
  return question.kept.get(`package ${moment.asOf} ${moment.position}`, async () => {
    const plans = await allPlans(question);
    const { logSize, knownAt } = await horizonOf(question);
    const base = `/open-data/${logSize}`;
    const paths = [
      ...(plans.length === 0 ? [] : ["iati/activities.xml", "oc4ids/projects.json"]),
      ...plans.flatMap(({ view: { slug } }) =>
        [...tables.map(({ schema }) => `${schema.name}.csv`), ...descriptors].map((name) => `data/${slug}/${name}`),
      ),
    ];
    const files: ExportFile[] = [];
    // One after another: each of them may be large, and none is kept for longer than its hash takes.
    for (const path of paths) files.push(await fileOf({ ...question, path: `${base}/${path}`, search: "" }, path));
    const body = exportPackage({
      publicUrl,
      publisher: `明账 Mingzhang (${localNamespace(question)})`,
      asOf: moment.asOf,
      knownAt,
      logSize,
      simulated: plans.some(({ view }) => view.simulated),
      files,
    });
    return { body, type: "application/json; charset=utf-8", caching: "head" };
  });
}

async function fileOf(question: Question, path: string): Promise<ExportFile> {
  const { body, type } = await fileAnswer(path)({ ...question, params: new URLSearchParams() });
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return {
    name: path.replace(/[^a-z0-9]+/g, "-"),
    path,
    title: path,
    mediaType: type.split(";")[0] ?? type,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

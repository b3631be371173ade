import type { ProjectView } from "@mingzhang/domain";
import { changesPage, planPage, projectPage, transfersPage } from "@mingzhang/portal";
import { readLedger, select } from "../entries/ledger.ts";
import { ledgerOf } from "../entries/payees.ts";
import { evidenceStandings } from "../evidence/evidence-standing.ts";
import type { Prepared } from "../http/page-route.ts";
import { single, whole } from "../http/parameters.ts";
import { frameOf, planOf, type Question } from "../http/question.ts";
import { badParameter, planNotFound } from "../http/trouble.ts";
import { changeOf } from "./changes.ts";
import { seriesOf } from "./money-series.ts";
import { revisionsOf } from "./revisions.ts";
import { filterOf, filterQuery, projectOf, transferOf } from "./transfers.ts";

const latest = 8;
const transfersPerPage = 50;
const changesPerPage = 50;
const everything = { from: null, to: null, project: null, kind: null, year: null, payee: null };

export async function preparePlan(question: Question): Promise<Prepared> {
  const slug = question.param("slug");
  const plan = await planOf(question, slug);
  const [{ rows }, ledger] = await Promise.all([
    question.readModels.events(slug, question.moment, { first: latest, after: null }),
    readLedger(question.readModels, slug, question.moment),
  ]);
  const entries = await question.record.of(
    rows.map(({ node }) => node),
    question.moment,
  );
  const changes = entries.map((entry) => changeOf(entry, question));
  const frame = frameOf(question, { plan, simulated: plan.view.simulated });
  const series = seriesOf(select(ledger, everything).lines);
  return { frame, render: (it) => planPage(it, { view: plan.view, changes, series }) };
}

export async function prepareProject(question: Question): Promise<Prepared> {
  const { readModels, record, moment } = question;
  const [slug, code] = [question.param("slug"), question.param("code")];
  const plan = await planOf(question, slug);
  const { view } = plan;
  const project = view.projects.find((one) => one.code === code);
  if (!project) throw planNotFound();
  const [ledger, events] = await Promise.all([
    readLedger(readModels, slug, moment),
    readModels.events(slug, moment, { project: code, first: latest, after: null }),
  ]);
  const { lines } = select(ledger, { ...everything, project: code });
  const entries = await record.of(
    events.rows.map(({ node }) => node),
    moment,
  );
  const model = {
    view,
    project,
    withdrawals: await withdrawalsOf(question, project),
    transfers: lines
      .toReversed()
      .slice(0, latest)
      .map((line) => transferOf(line, view, question)),
    transferCount: lines.length,
    changes: entries.map((entry) => changeOf(entry, question)),
  };
  const frame = frameOf(question, { plan, simulated: view.simulated });
  return { frame, render: (it) => projectPage(it, model) };
}

type Withdrawals = ReadonlyMap<string, { readonly on: string; readonly reason: string }>;

/** Withdrawn by now, whatever the dates of the question are: nobody is served those files any more. */
async function withdrawalsOf({ readModels }: Question, { evidence = [] }: ProjectView): Promise<Withdrawals> {
  const digests = evidence.map(({ sha256 }) => sha256);
  const found = [...(await evidenceStandings(readModels, digests))];
  return new Map(found.flatMap(([sha256, standing]) => (standing.state === "withdrawn" ? [[sha256, standing]] : [])));
}

export async function prepareTransfers(question: Question): Promise<Prepared> {
  const { readModels, moment, params } = question;
  const plan = await planOf(question, question.param("slug"));
  const { view } = plan;
  const filter = filterOf(params, view);
  const first = whole(params, "first", { min: 1, max: 500, otherwise: transfersPerPage });
  const page = whole(params, "page", { min: 1, max: 1_000_000, otherwise: 1 });
  const ledger = await ledgerOf(filter.payee, { readModels, plan: view.slug, moment });
  const { lines, sums } = select(ledger, filter);
  const pages = Math.max(1, Math.ceil(lines.length / first));
  if (page > pages) throw badParameter("page", String(page));
  const shown = lines.toReversed().slice((page - 1) * first, page * first);
  const query = {
    ...filterQuery(filter),
    first: first === transfersPerPage ? null : String(first),
    page: page === 1 ? null : String(page),
  };
  const model = {
    view,
    filter,
    transfers: shown.map((line) => transferOf(line, view, question)),
    count: lines.length,
    series: seriesOf(lines),
    sums,
    page,
    pages,
  };
  const frame = frameOf(question, { plan, query, simulated: view.simulated });
  return { frame, render: (it) => transfersPage(it, model) };
}

export async function prepareChanges(question: Question): Promise<Prepared> {
  const { readModels, record, moment, params } = question;
  const plan = await planOf(question, question.param("slug"));
  const after = single(params, "after");
  const project = projectOf(params, plan.view);
  const found = await readModels.events(plan.view.slug, moment, { project, first: changesPerPage, after });
  const entries = await record.of(
    found.rows.map(({ node }) => node),
    moment,
  );
  const model = {
    changes: entries.map((entry) => changeOf(entry, question)),
    total: found.totalCount,
    revisions: project === null && after === null ? await revisionsOf(question, plan.view) : null,
    project: plan.view.projects.find(({ code }) => code === project) ?? null,
    older: found.hasNextPage ? (found.rows.at(-1)?.cursor ?? null) : null,
  };
  const frame = frameOf(question, { plan, query: { project, after }, simulated: plan.view.simulated });
  return { frame, render: (it) => changesPage(it, model) };
}

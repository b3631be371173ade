import { csvwGroup, csvwTable, localNamespace, tabularDataPackage, type TablesAbout } from "@mingzhang/open-data";
import type { PlanReplay } from "@mingzhang/read-models";
import { horizonOf } from "../entries/horizon.ts";
import type { DataAnswer } from "../http/data-route.ts";
import { headOf, planOf, type Question } from "../http/question.ts";
import { notFound } from "../http/trouble.ts";
import { allocationsTable } from "./allocations.ts";
import { changesTable } from "./changes.ts";
import { milestonesTable } from "./milestones.ts";
import { projectsTable } from "./projects.ts";
import type { PublishedTable } from "./table.ts";
import { transfersTable } from "./transfers.ts";

/** Every table of a plan: a further one is a file and a line here. */
export const tables: readonly PublishedTable[] = [
  projectsTable,
  allocationsTable,
  transfersTable,
  milestonesTable,
  changesTable,
];

/** Files of a plan under `/data/<slug>/` that describe its tables. */
export const descriptors = ["datapackage.json", "csv-metadata.json"] as const;

/** A file under `/data/<slug>/`: a table, what describes it, or what describes all of them. Throws on any other. */
export function dataFile(question: Question): Promise<DataAnswer> {
  const file = question.param("file");
  if (file === "datapackage.json") return dataPackage(question);
  if (file === "csv-metadata.json") return tableGroup(question);
  const [, name, metadata] = /^([a-z]+)\.csv(-metadata\.json)?$/.exec(file) ?? [];
  const table = tables.find(({ schema }) => schema.name === name);
  if (!table) throw notFound();
  return metadata === undefined ? table.answer(question) : tableMetadata(question, table);
}

async function tableMetadata(question: Question, { schema }: PublishedTable): Promise<DataAnswer> {
  const plan = await planOf(question, question.param("slug"));
  const url = `${schema.name}.csv${question.search}`;
  return described(plan, {
    body: csvwTable(await aboutOf(question, plan), { table: schema, url }),
    type: "application/csvm+json",
  });
}

async function tableGroup(question: Question): Promise<DataAnswer> {
  const plan = await planOf(question, question.param("slug"));
  const each = tables.map(({ schema }) => ({ table: schema, url: `${schema.name}.csv${question.search}` }));
  const body = csvwGroup(await aboutOf(question, plan), each);
  return described(plan, { body, type: "application/csvm+json" });
}

async function dataPackage(question: Question): Promise<DataAnswer> {
  const plan = await planOf(question, question.param("slug"));
  const each = tables.map(({ schema }) => ({ table: schema, path: tablePath(question, `${schema.name}.csv`) }));
  const body = tabularDataPackage(await aboutOf(question, plan), each);
  return described(plan, { body, type: "application/json; charset=utf-8" });
}

/** A path without a query lies beside the descriptor; with one it has to be a whole address. */
function tablePath({ publicUrl, path, search }: Question, file: string): string {
  return search === "" ? file : publicUrl + path.replace(/[^/]+$/, file) + search;
}

function described(plan: PlanReplay, { body, type }: { body: string; type: string }): DataAnswer {
  return { body, type, caching: "revalidate", plan: headOf(plan) };
}

async function aboutOf(question: Question, { view, stateHash }: PlanReplay): Promise<TablesAbout> {
  const { knownAt } = await horizonOf(question);
  return {
    slug: view.slug,
    planName: view.name,
    document: view.document,
    simulated: view.simulated,
    publicUrl: question.publicUrl,
    publisher: `明账 Mingzhang (${localNamespace(question)})`,
    asOf: question.moment.asOf,
    knownAt,
    stateHash,
  };
}

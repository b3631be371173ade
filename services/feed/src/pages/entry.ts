import { entryPage } from "@mingzhang/portal";
import { indexIn } from "../http/parameters.ts";
import type { Prepared } from "../http/page-route.ts";
import { frameOf, type Question } from "../http/question.ts";
import { entryNotFound } from "../http/trouble.ts";
import { everythingKnown } from "../entries/public-record.ts";
import { changeOf } from "./changes.ts";

export async function prepareEntry(question: Question): Promise<Prepared> {
  const { readModels, record, moment, lang } = question;
  const index = indexIn(question.param("index"));
  const entry = index === null ? null : await record.entry(index, moment);
  if (index === null || !entry) throw entryNotFound();
  const { event } = entry;
  const other = async (at: bigint | null) => {
    const found = at === null ? null : await record.entry(at, everythingKnown(moment));
    return found && changeOf(found, lang);
  };
  const [plan, names, corrects, correctedBy, before, after] = await Promise.all([
    readModels.plan(event.plan, moment),
    record.names(event.plan, moment),
    other(entry.correctsIndex),
    other(entry.correctedByIndex),
    index === 0n ? [] : readModels.entries(moment, { newest: true, from: index - 1n, limit: 1 }),
    readModels.entries(moment, { from: index + 1n, limit: 1 }),
  ]);
  const code = "project" in event.data ? event.data.project : null;
  const project = plan?.view.projects.some((one) => one.code === code) ? code : null;
  const model = {
    entry: changeOf(entry, lang),
    id: event.id,
    project: project === null ? null : { code: project, name: names.at(event.recordedAt).project(project) },
    corrects,
    correctedBy,
    line: entry.line,
    leafHash: entry.leafHash,
    previous: before[0]?.publicIndex.toString() ?? null,
    next: after[0]?.publicIndex.toString() ?? null,
  };
  const frame = frameOf(question, { plan, simulated: event.simulated || (plan?.view.simulated ?? false) });
  return { frame, render: (it) => entryPage(it, model) };
}

import { basisLabel, withheldIn, withheldLabel } from "@mingzhang/domain";
import { type EntryLog, entryPage, savedProofPage } from "@mingzhang/portal";
import { indexIn } from "../http/parameters.ts";
import type { Prepared } from "../http/page-route.ts";
import { frameOf, type Question } from "../http/question.ts";
import { badParameter, entryNotFound, Unproved } from "../http/trouble.ts";
import { type Entry, everythingKnown } from "../entries/public-record.ts";
import { verifyIsland } from "../verify/verify-island.ts";
import { changeOf, wordsOf } from "./changes.ts";
import { coveredEntry } from "./covered.ts";

export async function prepareEntry(question: Question): Promise<Prepared> {
  const { readModels, record, moment, lang } = question;
  const entry = await entryOf(question);
  const { event, publicIndex: index } = entry;
  const other = async (at: bigint | null) => {
    const found = at === null ? null : await record.entry(at, everythingKnown(moment));
    return found && changeOf(found, question);
  };
  const [log, plan, names, corrects, correctedBy, before, after] = await Promise.all([
    logOf(question, index),
    event.plan === null ? null : readModels.plan(event.plan, moment),
    event.plan === null ? null : record.names(event.plan, moment),
    other(entry.correctsIndex),
    other(entry.correctedByIndex),
    index === 0n ? [] : readModels.entries(moment, { newest: true, from: index - 1n, limit: 1 }),
    readModels.entries(moment, { from: index + 1n, limit: 1 }),
  ]);
  const code = "project" in event.data ? event.data.project : null;
  const project = plan?.view.projects.some((one) => one.code === code) ? code : null;
  const model = {
    entry: changeOf(entry, question),
    id: event.id,
    project: project === null || !names ? null : { code: project, name: names.at(event.recordedAt).project(project) },
    withheld: withheldIn(event).map(({ name, basis }) => ({
      name,
      label: withheldLabel(name, wordsOf(lang)),
      basis: basisLabel(basis, wordsOf(lang)),
    })),
    corrects,
    correctedBy,
    line: entry.line,
    leafHash: entry.leafHash,
    log,
    previous: before[0]?.publicIndex.toString() ?? null,
    next: after[0]?.publicIndex.toString() ?? null,
  };
  const frame = frameOf(question, { plan, simulated: event.simulated || (plan?.view.simulated ?? false) });
  return { frame, render: (it) => entryPage(it, model) };
}

/** The entry with its proof and the verifier in one file. It proves what is published now: it takes no dates. */
export async function prepareSavedProof(question: Question): Promise<Prepared> {
  const { asked } = question;
  for (const [name, value] of Object.entries(asked)) if (value !== null) throw badParameter(name, value);
  const entry = await entryOf(question);
  const [covered, { text }] = await Promise.all([coveredEntry(question, entry.publicIndex), verifyIsland()]);
  if (!question.published) throw entryNotFound();
  if (!covered) throw new Unproved((await question.proofs?.reach()) ?? null);
  const { event, line, leafHash } = entry;
  const model = { entry: changeOf(entry, question), id: event.id, line, leafHash, covered, script: text };
  // Kept for years: the file speaks of no state but the one that it proves.
  const frame = { ...frameOf(question, { simulated: event.simulated }), moment: null };
  return { frame, render: (it) => savedProofPage(it, model) };
}

async function entryOf({ record, moment, param }: Question): Promise<Entry> {
  const index = indexIn(param("index"));
  const entry = index === null ? null : await record.entry(index, moment);
  if (!entry) throw entryNotFound();
  return entry;
}

/** A page for two explicit dates stays as it is, so it cannot say how long the log is by now. */
async function logOf(question: Question, index: bigint): Promise<EntryLog | null> {
  if (!question.published) return null;
  const { path } = await verifyIsland();
  const covered = question.pinned ? null : await coveredEntry(question, index);
  return { script: path, covered, pending: !question.pinned && !covered };
}

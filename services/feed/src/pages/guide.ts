import { aboutPage, glossaryPage } from "@mingzhang/portal";
import type { Prepared } from "../http/page-route.ts";
import { frameOf, type Question } from "../http/question.ts";
import { changeOf } from "./changes.ts";
import { listedPlans } from "./listed-plans.ts";

/** What the words mean: the same at all times. */
export async function prepareGlossary(question: Question): Promise<Prepared> {
  return { frame: frameOf(question, { simulated: await anySimulated(question) }), render: glossaryPage };
}

export async function prepareAbout(question: Question): Promise<Prepared> {
  const frame = frameOf(question, { simulated: await anySimulated(question) });
  const { readModels, record, moment, published } = question;
  const rotations = await record.of(await readModels.installationEvents(moment), moment);
  const keys = rotations.map((entry) => changeOf(entry, question));
  return { frame, render: (it) => aboutPage(it, { log: published !== null, keys }) };
}

async function anySimulated(question: Question): Promise<boolean> {
  return (await listedPlans(question)).plans.some(({ view }) => view.simulated);
}

import { aboutPage, glossaryPage } from "@mingzhang/portal";
import type { Prepared } from "../http/page-route.ts";
import { frameOf, type Question } from "../http/question.ts";
import { listedPlans } from "./listed-plans.ts";

/** What the words mean: the same at all times. */
export async function prepareGlossary(question: Question): Promise<Prepared> {
  return { frame: frameOf(question, { simulated: await anySimulated(question) }), render: glossaryPage };
}

export async function prepareAbout(question: Question): Promise<Prepared> {
  const frame = frameOf(question, { simulated: await anySimulated(question) });
  return { frame, render: (it) => aboutPage(it, { log: question.published !== null }) };
}

async function anySimulated(question: Question): Promise<boolean> {
  return (await listedPlans(question)).plans.some(({ view }) => view.simulated);
}

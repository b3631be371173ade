import { feedsPage, homePage } from "@mingzhang/portal";
import type { PlanReplay } from "@mingzhang/read-models";
import type { Prepared } from "../http/page-route.ts";
import { frameOf, type Question } from "../http/question.ts";
import { listedPlans } from "./listed-plans.ts";

export async function prepareHome(question: Question): Promise<Prepared> {
  const { plans, standing } = await listedPlans(question);
  const views = plans.map(({ view }) => view);
  const frame = frameOf(question, { simulated: views.some(({ simulated }) => simulated) });
  return { frame, render: (it) => homePage(it, { plans: views, standing }) };
}

export async function prepareFeeds(question: Question): Promise<Prepared> {
  const { proofs, pinned, record, moment } = question;
  const [plans, known, reach] = await Promise.all([allPlans(question), record.size(moment), proofs?.reach()]);
  // No feed goes further than what is proved.
  const size = !proofs ? known : reach && reach.size < known ? reach.size : reach ? known : 0n;
  const waitingSince = pinned ? null : (reach?.waitingSince ?? null);
  const frame = frameOf(question, { simulated: plans.some(({ view }) => view.simulated) });
  const model = {
    plans: plans.map(({ view: { slug, name } }) => ({ slug, name })),
    newest: size === 0n ? null : (size - 1n).toString(),
    waiting: waitingSince === null ? null : { size: size.toString(), since: waitingSince },
  };
  return { frame, render: (it) => feedsPage(it, model) };
}

async function allPlans({ readModels, moment }: Question): Promise<readonly PlanReplay[]> {
  const slugs = await readModels.planSlugs(moment);
  const plans = await Promise.all(slugs.map((slug) => readModels.plan(slug, moment)));
  return plans.filter((plan) => plan !== null);
}

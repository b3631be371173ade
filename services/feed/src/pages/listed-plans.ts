import { type PlanReplay, PlanStandsStill } from "@mingzhang/read-models";
import type { Question } from "../http/question.ts";

/** The plans of a list, and those of it that stand still: one of them takes no other from the page. */
export interface ListedPlans {
  readonly plans: readonly PlanReplay[];
  /** Up to when each of them is known; one that is not among the plans is not known at all yet. */
  readonly standing: readonly { readonly slug: string; readonly knownAt: string }[];
}

/**
 * Every plan at the dates of the question; where that is now, a plan that stands still at the last pair that is exact.
 * Throws `PlanStandsStill` where `knownAt` was given: then the list is one state or none.
 */
export async function listedPlans(question: Question): Promise<ListedPlans> {
  const unknown = new Map<string, string>();
  const slugs = await knownSlugs(question, unknown);
  const listed = await Promise.all(slugs.map((slug) => planNow(question, slug)));
  const stuck = listed.flatMap(({ slug, plan, knownAt }) => (knownAt !== null ? [{ slug, plan, knownAt }] : []));
  return {
    plans: listed.flatMap(({ plan }) => plan ?? []),
    standing: [...stuck, ...[...unknown].map(([slug, knownAt]) => ({ slug, knownAt }))],
  };
}

async function knownSlugs(question: Question, unknown: Map<string, string>): Promise<readonly string[]> {
  for (;;) {
    try {
      return await question.readModels.planSlugs(question.moment, [...unknown.keys()]);
    } catch (error) {
      const { plan, knownAt } = standingNow(question, error);
      unknown.set(plan, knownAt);
    }
  }
}

async function planNow(question: Question, slug: string) {
  const { readModels, moment } = question;
  try {
    return { slug, plan: await readModels.plan(slug, moment), knownAt: null };
  } catch (error) {
    const { knownAt } = standingNow(question, error);
    const before = await readModels.resolve({ asOf: moment.asOf, knownAt });
    return { slug, plan: await readModels.plan(slug, before), knownAt };
  }
}

/** The error as that of a plan that stands still, where the question is about now; it is thrown on elsewhere. */
function standingNow({ asked }: Question, error: unknown): PlanStandsStill {
  if (error instanceof PlanStandsStill && asked.knownAt === null) return error;
  throw error;
}

import { withQuery } from "@mingzhang/portal";
import { PlanStandsStill } from "@mingzhang/read-models";
import type { Question } from "./question.ts";
import { Trouble, Unproved } from "./trouble.ts";

/** An answer, and the question that it answers: that of the reader, or the last one that could be answered exactly. */
interface Exactly<T> {
  readonly question: Question;
  readonly found: T;
}

/**
 * Answers a question. Where it is about now and needs a plan that stands still, it is answered as known before the
 * event that cannot be shown yet: exact, only earlier, and `standing` says so. Where `knownAt` was given, nothing else
 * is put in its place. Throws `PlanStandsStill` there, and where the plan did not exist yet at the earlier moment.
 */
export async function answeredExactly<T>(
  question: Question,
  answer: (question: Question) => Promise<T>,
): Promise<Exactly<T>> {
  let asked = question;
  for (;;) {
    try {
      return { question: asked, found: await answer(asked) };
    } catch (error) {
      if (asked.standing && error instanceof Trouble && error.status === 404) throw asked.standing;
      if (!(error instanceof PlanStandsStill) || question.asked.knownAt !== null) throw error;
      // Another plan may stand still since before that: each turn goes further back.
      if (asked.standing && error.knownAt >= asked.moment.knownAt) throw error;
      const { asOf } = question.moment;
      asked = {
        ...question,
        moment: await question.readModels.resolve({ asOf, knownAt: error.knownAt }),
        standing: error,
      };
    }
  }
}

/** The address of the last state that can be shown, where a `knownAt` was given that lies beyond it; null elsewhere. */
export function lastExactAddress(url: URL, trouble: Trouble): string | null {
  const last = trouble instanceof Unproved ? trouble.reach : trouble.standing;
  if (last === null || !url.searchParams.has("knownAt")) return null;
  return withQuery(url.pathname, { ...Object.fromEntries(url.searchParams), knownAt: last.knownAt });
}

import type { Context } from "hono";
import { type Question, questionOf, type Surroundings } from "./question.ts";
import { Unproved } from "./trouble.ts";

/**
 * A question to a view of the log: what is asked about now ends with what can be proved by now, and an explicit
 * `knownAt` is answered once all that was known then is proved. Throws `Unproved` where it is not, besides what
 * `questionOf` throws.
 */
export async function provedQuestionOf(c: Context, surroundings: Surroundings): Promise<Question> {
  const question = await questionOf(c, surroundings);
  const { proofs, asked, readModels } = question;
  if (!proofs) return question;
  if (asked.knownAt !== null) {
    if (!(await proofs.cover(question.moment))) throw new Unproved(await proofs.reach());
    return question;
  }
  const reach = await proofs.reach();
  if (!reach) throw new Unproved(null);
  return { ...question, reach, moment: await readModels.resolve({ asOf: asked.asOf, knownAt: reach.knownAt }) };
}

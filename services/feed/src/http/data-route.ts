import type { Hono } from "hono";
import type { PlanHead, Query } from "@mingzhang/portal";
import { type Answer, respond } from "./answer.ts";
import { answeredExactly, lastExactAddress } from "./last-exact.ts";
import { problem } from "./problem.ts";
import { dataPolicy } from "./public-headers.ts";
import { provedQuestionOf } from "./proved-question.ts";
import { momentHeaders, type Question, questionOf, type Surroundings } from "./question.ts";
import { reported } from "./trouble.ts";

/** An answer for programs, with the parameters of its address besides the dates, and the plan that it is about. */
export interface DataAnswer extends Answer {
  readonly query?: Query;
  readonly plan?: PlanHead | null;
  /** Further values of the `Link` header. */
  readonly links?: readonly string[];
}

/**
 * Answers an address for programs; trouble is a problem document. For two explicit dates it may be kept for ever. It
 * ends with what is proved, but for what is no view of the log.
 */
export function dataRoute(
  app: Hono,
  path: string,
  {
    surroundings,
    answer,
    proved = true,
  }: {
    readonly surroundings: Surroundings;
    readonly answer: (question: Question) => Promise<DataAnswer>;
    readonly proved?: boolean;
  },
): void {
  app.get(path, async (c) => {
    try {
      return await answered(c.req.raw, await (proved ? provedQuestionOf : questionOf)(c, surroundings), answer);
    } catch (error) {
      const trouble = reported(error, surroundings.log);
      return problem(trouble, {}, lastExactAddress(new URL(c.req.url), trouble));
    }
  });
}

/** The response to a question. For two explicit dates it may be kept for ever. */
export async function answered(
  request: Request,
  asked: Question,
  answer: (question: Question) => Promise<DataAnswer>,
): Promise<Response> {
  const { question, found: whole } = await answeredExactly(asked, answer);
  const { query = {}, plan = null, links = [], ...found } = whole;
  const { Link, ...named } = momentHeaders(question, { query, plan });
  return respond(request, {
    ...found,
    caching: question.pinned ? "forever" : found.caching,
    headers: {
      ...named,
      Link: [Link, ...links].join(", "),
      "Content-Security-Policy": dataPolicy,
      ...found.headers,
    },
  });
}

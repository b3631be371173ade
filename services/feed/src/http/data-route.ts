import type { Hono } from "hono";
import type { PlanHead, Query } from "@mingzhang/portal";
import { type Answer, respond } from "./answer.ts";
import { problem } from "./problem.ts";
import { dataPolicy } from "./public-headers.ts";
import { momentHeaders, type Question, questionOf, type Surroundings } from "./question.ts";
import { reported } from "./trouble.ts";

/** An answer for programs, with the parameters of its address besides the dates, and the plan that it is about. */
export interface DataAnswer extends Answer {
  readonly query?: Query;
  readonly plan?: PlanHead | null;
}

/** Answers an address for programs; trouble is a problem document. For two explicit dates it may be kept for ever. */
export function dataRoute(
  app: Hono,
  path: string,
  {
    surroundings,
    answer,
  }: {
    readonly surroundings: Surroundings;
    readonly answer: (question: Question) => Promise<DataAnswer>;
  },
): void {
  app.get(path, async (c) => {
    try {
      const question = await questionOf(c, surroundings);
      const { query = {}, plan = null, ...found } = await answer(question);
      return await respond(c.req.raw, {
        ...found,
        caching: question.pinned ? "forever" : found.caching,
        headers: {
          ...momentHeaders(question, { query, plan }),
          "Content-Security-Policy": dataPolicy,
          ...found.headers,
        },
      });
    } catch (error) {
      return problem(reported(error, surroundings.log));
    }
  });
}

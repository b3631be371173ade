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
  /** Further values of the `Link` header. */
  readonly links?: readonly string[];
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
      return await answered(c.req.raw, await questionOf(c, surroundings), answer);
    } catch (error) {
      return problem(reported(error, surroundings.log));
    }
  });
}

/** The response to a question. For two explicit dates it may be kept for ever. */
export async function answered(
  request: Request,
  question: Question,
  answer: (question: Question) => Promise<DataAnswer>,
): Promise<Response> {
  const { query = {}, plan = null, links = [], ...found } = await answer(question);
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

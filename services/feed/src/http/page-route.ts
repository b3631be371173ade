import type { Context, Hono } from "hono";
import { type Frame, type RenderedPage, troublePage } from "@mingzhang/portal";
import { parseLang } from "@mingzhang/ui";
import { respond } from "./answer.ts";
import { answeredExactly, lastExactAddress } from "./last-exact.ts";
import { pagePolicy, publicHeaders } from "./public-headers.ts";
import { momentHeaders, plainAddress, type Question, questionOf, type Surroundings } from "./question.ts";
import { reported, type Trouble } from "./trouble.ts";

/** A page that is about to be rendered. */
export interface Prepared {
  readonly frame: Frame;
  readonly render: (frame: Frame) => RenderedPage;
}

export type Prepare = (question: Question) => Promise<Prepared>;

const unkept = { "Cache-Control": "no-store" } as const;
const htmlType = "text/html; charset=utf-8";

/** Answers an address with a page for people, trouble included. */
export function pageRoute(
  app: Hono,
  path: string,
  {
    surroundings,
    prepare,
  }: {
    readonly surroundings: Surroundings;
    readonly prepare: Prepare;
  },
): void {
  app.get(path, async (c) => {
    try {
      const plain = plainAddress(new URL(c.req.url));
      if (plain !== null) return new Response(null, { status: 302, headers: { Location: plain, ...unkept } });
      const asked = await questionOf(c, surroundings);
      const { question, found } = await answeredExactly(asked, prepare);
      const { frame, render } = found;
      const rendered = render(frame);
      return await respond(c.req.raw, {
        body: rendered.html,
        type: htmlType,
        caching: question.pinned ? "pinned" : "revalidate",
        headers: {
          ...momentHeaders(question, { query: { ...frame.query, lang: frame.lang }, plan: frame.plan }),
          ...pageHeaders(frame, rendered),
        },
      });
    } catch (error) {
      return troubleAnswer(c, surroundings, reported(error, surroundings.log));
    }
  });
}

/** The page that says what is wrong. Never kept by anybody. */
export function troubleAnswer(c: Context, { publicUrl }: Surroundings, trouble: Trouble): Response {
  const { pathname, searchParams } = new URL(c.req.url);
  const frame: Frame = {
    lang: parseLang(searchParams.get("lang")) ?? "zh-CN",
    askedLang: null,
    path: pathname,
    query: {},
    asked: { asOf: null, knownAt: null },
    moment: null,
    plan: null,
    simulated: false,
    publicUrl,
  };
  const { status, kind, field, value } = trouble;
  const rendered = troublePage(frame, {
    kind,
    field,
    value,
    dated: searchParams.has("asOf") || searchParams.has("knownAt"),
    lastExact: lastExactAddress(new URL(c.req.url), trouble),
  });
  return new Response(rendered.html, {
    status,
    headers: { ...publicHeaders, ...pageHeaders(frame, rendered), ...unkept, "Content-Type": htmlType },
  });
}

function pageHeaders(frame: Frame, rendered: RenderedPage): Record<string, string> {
  return {
    "Content-Language": frame.lang,
    "Content-Security-Policy": pagePolicy(rendered, frame),
  };
}

import type { Hono } from "hono";
import { respond } from "../http/answer.ts";
import { problem } from "../http/problem.ts";
import { dataPolicy } from "../http/public-headers.ts";
import { notFound } from "../http/trouble.ts";
import { islandFolder, verifyIsland } from "./verify-island.ts";

/** Serves the verifier of the pages under its one name. */
export function islandRoute(app: Hono): void {
  app.get(`${islandFolder}/*`, async (c) => {
    const { path, text } = await verifyIsland();
    if (new URL(c.req.url).pathname !== path) return problem(notFound());
    const headers = { "Content-Security-Policy": dataPolicy };
    return respond(c.req.raw, { body: text, type: "text/javascript; charset=utf-8", caching: "forever", headers });
  });
}

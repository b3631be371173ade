import { readFile } from "node:fs/promises";
import type { Hono } from "hono";
import { fontFiles } from "@mingzhang/portal";
import { respond } from "./http/answer.ts";
import { problem } from "./http/problem.ts";
import { dataPolicy } from "./http/public-headers.ts";
import { notFound } from "./http/trouble.ts";

/** Serves the slices of the fallback fonts, and no other file. */
export function fontRoute(app: Hono): void {
  app.get("/assets/fonts/*", async (c) => {
    const file = fontFiles().get(new URL(c.req.url).pathname);
    if (file === undefined) return problem(notFound());
    const headers = { "Content-Security-Policy": dataPolicy };
    return respond(c.req.raw, { body: await readFile(file), type: "font/woff2", caching: "forever", headers });
  });
}

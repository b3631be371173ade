import type { Hono } from "hono";
import { fontAt } from "@mingzhang/portal";
import { respond } from "./http/answer.ts";
import { kept } from "./http/kept.ts";
import { problem } from "./http/problem.ts";
import { dataPolicy } from "./http/public-headers.ts";
import { notFound, Trouble } from "./http/trouble.ts";

const mostKept = 8 * 1024 * 1024;

/** Serves the fallback fonts, each with exactly the characters that its address names. */
export function fontRoute(app: Hono): void {
  const cut = kept<Uint8Array>({ most: mostKept, sizeOf: ({ length }) => length });
  app.get("/assets/fonts/*", async (c) => {
    const path = new URL(c.req.url).pathname;
    try {
      const body = await cut.get(path, () => cutFont(path));
      const headers = { "Content-Security-Policy": dataPolicy };
      return await respond(c.req.raw, { body, type: "font/woff2", caching: "forever", headers });
    } catch (error) {
      if (error instanceof Trouble) return problem(error);
      throw error;
    }
  });
}

async function cutFont(path: string): Promise<Uint8Array> {
  const font = await fontAt(path);
  if (!font) throw notFound();
  return font;
}

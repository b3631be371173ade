import { maximalAddCheckpointBytes, tlogSizeType } from "@mingzhang/transparency-log";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Refused } from "./judge.ts";
import { pagePolicy, statusPage } from "./status-page.ts";
import type { Cosigned, Witness } from "./witness.ts";

export interface WitnessAppOptions {
  readonly witness: Witness;
  /** Hears every answer to a log, and every error that nobody foresaw. */
  readonly heard: (answer: Cosigned | Refused) => void;
  readonly failed: (error: unknown) => void;
}

const text = "text/plain; charset=utf-8";
const headers = { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store" };
const open = { ...headers, "Access-Control-Allow-Origin": "*" };

/** C2SP tlog-witness over HTTP: submission and monitoring below the same address, and a page for people. */
export function witnessApp({ witness, heard, failed }: WitnessAppOptions): Hono {
  const app = new Hono();
  const tooLarge = bodyLimit({
    maxSize: maximalAddCheckpointBytes,
    onError: (c) => c.text("request-too-large\n", 400, headers),
  });
  app.post("/add-checkpoint", tooLarge, async (c) => {
    const answer = await witness.addCheckpoint(new Uint8Array(await c.req.arrayBuffer()));
    heard(answer);
    if (answer.status === 200) return c.body(answer.lines, 200, { ...headers, "Content-Type": text });
    if (answer.status !== 409) return c.body(`${answer.why}\n`, answer.status, { ...headers, "Content-Type": text });
    return c.body(`${answer.size}\n`, 409, { ...headers, "Content-Type": tlogSizeType });
  });
  app.get("/:hash{[0-9a-f]{64}}/checkpoint", async (c) => {
    const note = await witness.note(c.req.param("hash"));
    if (note === undefined) return c.text("not found\n", 404, open);
    return c.body(new Uint8Array(note), 200, { ...open, "Content-Type": text });
  });
  app.get("/", async (c) => {
    const page = statusPage(languageOf(c), witness.vkey, await witness.watched());
    return c.html(page, 200, { ...headers, "Content-Security-Policy": pagePolicy, Vary: "Accept-Language" });
  });
  app.all("/add-checkpoint", (c) => c.text("method not allowed\n", 405, { ...headers, Allow: "POST" }));
  app.notFound((c) => c.text("not found\n", 404, headers));
  app.onError((error, c) => {
    failed(error);
    return c.text("internal error\n", 500, headers);
  });
  return app;
}

function languageOf(c: Context): "zh" | "en" {
  const asked = c.req.query("lang") ?? c.req.header("accept-language") ?? "";
  return /^en\b/i.test(asked) ? "en" : "zh";
}

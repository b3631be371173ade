import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { acceptedEncoding, compression } from "./compression.ts";

const long = "明账".repeat(1000);
const app = new Hono();
app.use(compression());
app.get("/page", (c) => c.html(long, 200, { ETag: '"tag"' }));
app.get("/short", (c) => c.text("short", 200, { "Content-Length": "5" }));
app.get("/picture", (c) => c.body(long, 200, { "Content-Type": "image/png" }));
app.get("/stream", (c) => c.body(long, 200, { "Content-Type": "text/event-stream" }));

const ask = (path: string, encoding?: string) =>
  app.request(path, encoding ? { headers: { "Accept-Encoding": encoding } } : {});
const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe("compression", () => {
  it.each([
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["*", "br"],
    ["identity", undefined],
    [undefined, undefined],
  ])("answers %s with %s", (header, encoding) => expect(acceptedEncoding(header)).toBe(encoding));

  it("gives the same text in both encodings and without one", async () => {
    const [br, gzip, plain] = await Promise.all([ask("/page", "br"), ask("/page", "gzip"), ask("/page")]);
    expect(brotliDecompressSync(await bytes(br)).toString()).toBe(long);
    expect(gunzipSync(await bytes(gzip)).toString()).toBe(long);
    expect(await plain.text()).toBe(long);
    for (const answer of [br, gzip, plain]) expect(answer.headers.get("Vary")).toBe("Accept-Encoding");
    expect([br.headers.get("ETag"), plain.headers.get("ETag")]).toEqual(['W/"tag"', '"tag"']);
  });

  it.each(["/short", "/picture", "/stream"])("leaves %s as it is", async (path) => {
    expect((await ask(path, "br")).headers.get("Content-Encoding")).toBeNull();
  });
});

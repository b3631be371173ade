import { setTimeout as pause } from "node:timers/promises";
import { OperatorError } from "@mingzhang/runtime";
import { describe, expect, it } from "vitest";
import { listen } from "./listen.ts";

const here = { host: "127.0.0.1", port: 0 };
const at = (port: number) => `http://127.0.0.1:${port}/`;

describe("listening", () => {
  it("finishes a running answer, refuses the next one and cuts a stream of events", async () => {
    const stream = () =>
      new Response(new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode(": here\n\n")) }), {
        headers: { "Content-Type": "text/event-stream" },
      });
    const server = await listen(async (request) => {
      if (request.url.endsWith("/stream")) return stream();
      await pause(300);
      return new Response("finished");
    }, here);
    const events = await fetch(`${at(server.port)}stream`);
    const slow = fetch(at(server.port)).then((answer) => answer.text());
    await pause(50);
    const began = performance.now();
    const closed = server.close();
    expect(await slow).toBe("finished");
    await closed;
    expect(performance.now() - began).toBeLessThan(2_000);
    await expect(events.text()).rejects.toThrow("terminated");
    await expect(fetch(at(server.port))).rejects.toThrow("fetch failed");
  });

  it("names the port that is taken and what to do", async () => {
    const first = await listen(() => new Response(), here);
    const second = listen(() => new Response(), { ...here, port: first.port });
    await expect(second).rejects.toThrow(OperatorError);
    await expect(second).rejects.toThrow(new RegExp(`PORT=${first.port} is taken.*PORT=${first.port + 1} npm start`));
    await first.close();
  });

  it("names an address that is not this machine's", async () => {
    await expect(listen(() => new Response(), { host: "203.0.113.9", port: 0 })).rejects.toThrow("HOST=203.0.113.9");
  });
});

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve, type ServerType } from "@hono/node-server";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture } from "./testing/api-fixture.ts";
import { appropriation, recordingOn } from "./testing/record.ts";

let api: ApiFixture;
let app: Hono;
let server: ServerType;
let address: string;
const stopping = new AbortController();
/** Signals of the subscriptions that the server follows the tables for. */
const followed: AbortSignal[] = [];

beforeAll(async () => {
  api = await apiFixture();
  for (const slug of ["live", "other"]) await api.adopt(slug);
  const watched: ApiFixture["readModels"] = {
    ...api.readModels,
    changes(after, signal, plan) {
      followed.push(signal);
      return api.readModels.changes(after, signal, plan);
    },
  };
  app = api.another({ readModels: watched, stopping: stopping.signal });
  server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await api.dispose();
});

interface Notice {
  readonly position: string;
  readonly type: string;
  readonly summary: string;
  readonly id: string;
}

/** A reader of one subscription, as a browser's EventSource would be. */
async function subscribe(variables: object, { method = "POST" } = {}) {
  const leaving = new AbortController();
  const query = `subscription Live($slug: String!, $after: BigInt) {
    planEvents(slug: $slug, after: $after) { position type occurredOn recordedAt summary id }
  }`;
  const url = new URL(address);
  const headers = { accept: "text/event-stream", "content-type": "application/json" };
  const body = method === "POST" ? JSON.stringify({ query, variables }) : null;
  if (body === null) url.search = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString();
  const response = await fetch(url, { method, headers, body, signal: leaving.signal });
  const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  return {
    type: response.headers.get("content-type"),
    leave: () => leaving.abort(),
    /** The next message but pings: its event, and its data where it has any. */
    async next(): Promise<{ event: string; data: { data?: { planEvents: Notice }; errors?: object[] } | null }> {
      for (;;) {
        const [message, ...others] = rest.split("\n\n");
        if (others.length > 0) {
          rest = others.join("\n\n");
          const event = /^event: (\w+)$/m.exec(message ?? "")?.[1];
          if (!event) continue;
          const data = /^data: (.+)$/m.exec(message ?? "")?.[1];
          return { event, data: data ? (JSON.parse(data) as never) : null };
        }
        const { done, value } = (await stream?.read()) ?? { done: true, value: undefined };
        if (done) throw new Error("the stream broke off");
        rest += value;
      }
    },
  };
}

const typesIn = async (reader: Awaited<ReturnType<typeof subscribe>>, count: number): Promise<readonly Notice[]> => {
  const notices: Notice[] = [];
  while (notices.length < count) {
    const { data } = await reader.next();
    if (!data?.data) throw new Error(JSON.stringify(data));
    notices.push(data.data.planEvents);
  }
  return notices;
};

describe("planEvents", () => {
  it.each(["POST", "GET"])("over %s brings the events of its plan as they become visible", async (method) => {
    const reader = await subscribe({ slug: "live" }, { method });
    expect(reader.type).toContain("text/event-stream");
    await expect.poll(() => followed.at(-1)?.aborted).toBe(false);
    await recordingOn(api, "other")("recordAppropriation", appropriation("1"));
    const { position } = await recordingOn(api, "live")("recordAppropriation", appropriation("100000000"));
    const [notice] = await typesIn(reader, 1);
    expect(notice).toMatchObject({ position, type: "FundsAppropriated" });
    expect(notice?.summary).toContain("100万元");
    reader.leave();
    await expect.poll(() => followed.at(-1)?.aborted).toBe(true);
  });

  it("resumes after a position without a gap or a repeat", async () => {
    const record = recordingOn(api, "live");
    const first = await record("recordAppropriation", appropriation("1"));
    const second = await record("recordAppropriation", appropriation("2"));
    const reader = await subscribe({ slug: "live", after: first.position });
    const third = await record("recordAppropriation", appropriation("3"));
    const notices = await typesIn(reader, 2);
    expect(notices.map(({ id }) => id)).toEqual([second.events[0]?.id, third.events[0]?.id]);
    reader.leave();
  });

  it("from the very beginning brings the whole history in order", async () => {
    const stored = (await api.store.readStream("plan-other")).map(({ id }) => id);
    const reader = await subscribe({ slug: "other", after: "0" });
    expect((await typesIn(reader, stored.length)).map(({ id }) => id)).toEqual(stored);
    reader.leave();
  });

  it("of a plan that is not there, or after a place that is none, says so and ends", async () => {
    const missing = await subscribe({ slug: "nowhere" });
    expect(await missing.next()).toMatchObject({ data: { errors: [{ extensions: { code: "NOT_FOUND" } }] } });
    expect(await missing.next()).toMatchObject({ event: "complete" });
    const before = await subscribe({ slug: "live", after: "-1" });
    expect(await before.next()).toMatchObject({
      data: { errors: [{ extensions: { code: "BAD_NUMBER", field: "after" } }] },
    });
  });

  it("lets go of the tables when its client leaves, also while nothing happens", async () => {
    const count = followed.length;
    const readers = await Promise.all(Array.from({ length: 5 }, () => subscribe({ slug: "live" })));
    await expect.poll(() => followed.length).toBe(count + 5);
    expect(followed.slice(count).map(({ aborted }) => aborted)).toEqual([false, false, false, false, false]);
    for (const reader of readers) reader.leave();
    await expect.poll(() => followed.slice(count).every(({ aborted }) => aborted)).toBe(true);
  });

  it("lets go of the tables when nobody reads its stream any more", async () => {
    const count = followed.length;
    const query = encodeURIComponent(`subscription { planEvents(slug: "live") { id } }`);
    const response = await app.request(`/graphql?query=${query}`, { headers: { accept: "text/event-stream" } });
    await expect.poll(() => followed.length).toBe(count + 1);
    await response.body?.cancel();
    await expect.poll(() => followed.at(-1)?.aborted).toBe(true);
  });

  it("ends with a last word when the server stops", async () => {
    const reader = await subscribe({ slug: "live" });
    await expect.poll(() => followed.at(-1)?.aborted).toBe(false);
    stopping.abort();
    expect((await reader.next()).event).toBe("complete");
  });
});

import { OutcomeUnknown, type EventStore } from "@mingzhang/event-store";
import { serverAudits } from "graphql-http";
import { getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiFixture, apiFixture, asker, writeToken } from "../testing/api-fixture.ts";
import { appropriation, mutationText } from "../testing/record.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await apiFixture();
  await api.adopt("door");
});
afterAll(() => api.dispose());

const json = { "content-type": "application/json" };
const staff = { authorization: `Bearer ${writeToken}` };

async function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return api.app.request("/graphql", { method: "POST", headers: { ...json, ...headers }, body });
}

async function codeOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors?: readonly { extensions?: { code?: string } }[] };
  return errors?.[0]?.extensions?.code;
}

describe("GraphQL over HTTP", () => {
  const audits = serverAudits({
    url: "http://localhost/graphql",
    fetchFn: (url: string, init: RequestInit) => api.app.request(url, init),
  });
  it.each(audits.map((audit) => [audit.name, audit] as const))("%s", async (_, audit) => {
    const result = await audit.fn();
    expect(result.status, "reason" in result ? result.reason : "").toBe("ok");
  });

  it("is audited on more than a handful of points", () => {
    expect(audits.length).toBeGreaterThan(60);
  });
});

describe("a request", () => {
  it("by GET may query and may never write", async () => {
    const query = new URLSearchParams({ query: `{ plan(slug: "door") { slug } }` });
    const read = await api.app.request(`/graphql?${query}`);
    expect(await read.json()).toEqual({ data: { plan: { slug: "door" } } });
    const args = `slug: "door", input: { event: "x", reason: "r" }, control: { idempotencyKey: "k" }`;
    const mutation = `mutation { voidEvent(${args}) { __typename } }`;
    const write = await api.app.request(`/graphql?${new URLSearchParams({ query: mutation })}`, { headers: staff });
    expect(write.status).toBe(405);
  });

  it("of many operations in one body is refused", async () => {
    const response = await post(JSON.stringify([{ query: "{ __typename }" }, { query: "{ __typename }" }]));
    expect(response.status).toBe(400);
  });

  it("of a form in a page of somebody else is no request", async () => {
    const body = new FormData();
    body.set("query", "{ __typename }");
    const response = await api.app.request("/graphql", { method: "POST", headers: staff, body });
    expect(response.status).toBe(415);
  });

  it("is answered with headers that keep caches and browsers from guessing", async () => {
    const response = await post(JSON.stringify({ query: "{ __typename }" }));
    expect(response.headers.get("vary")).toContain("accept-language, authorization");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("another origin", () => {
  const origin = "https://example.org";
  const preflight = async (header: string): Promise<Response> =>
    api.app.request("/graphql", {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": header,
      },
    });

  it("may read, without credentials", async () => {
    const allowed = await preflight("content-type");
    expect(allowed.headers.get("access-control-allow-origin")).toBe("*");
    expect(allowed.headers.get("access-control-allow-headers")).toContain("content-type");
    const answer = await post(JSON.stringify({ query: "{ __typename }" }), { origin });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-credentials")).not.toBe("true");
  });

  it("may never send the token", async () => {
    const refused = await preflight("authorization");
    expect(refused.headers.get("access-control-allow-headers")?.toLowerCase()).not.toContain("authorization");
  });
});

describe("the limit of", () => {
  it("the body is small for the public and large enough for a workbook for staff", async () => {
    const query = `query ($text: String!) { previewWorkbook(contentBase64: $text) { __typename } }`;
    const body = (bytes: number): string => JSON.stringify({ query, variables: { text: "A".repeat(bytes) } });
    const refused = await post(body(1024 * 1024));
    expect(refused.status).toBe(413);
    expect(await codeOf(refused)).toBe("TOO_LARGE");
    const taken = await post(body(13_900_000), staff);
    expect(await taken.json()).toEqual({ data: { previewWorkbook: { __typename: "Refusal" } } });
    expect((await post(body(16_000_000), staff)).status).toBe(413);
    expect((await post(body(2_000_000), { authorization: "Bearer wrong" })).status).toBe(413);
  });

  it("the body holds where its length is not told", async () => {
    const chunk = new TextEncoder().encode(" ".repeat(64 * 1024));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 1000) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const init = { method: "POST", headers: json, body, duplex: "half" };
    expect((await api.app.request("/graphql", init as RequestInit)).status).toBe(413);
    expect(sent).toBeLessThan(100);
  });

  it("cost refuses an abuse of aliases, with cost and limit", async () => {
    const aliases = Array.from({ length: 60 }, (_, at) => `a${at}: workbook(slug: "door") { filename }`).join(" ");
    const { errors } = await api.ask(`{ ${aliases} }`, {}, { lang: "en" });
    expect(errors).toMatchObject([{ extensions: { code: "QUERY_TOO_COSTLY", cost: 120060, limit: 25000 } }]);
    expect(errors[0]?.message).toContain("smaller pages");
  });

  it("cost counts the page that a variable asks for", async () => {
    const node = `id slug type typeLabel version position occurredOn recordedAt lateDays logIndex summary simulated
      replaces correctionReason replacedBy publicData`;
    const page = `events(slug: "door", first: $n) { edges { node { ${node} } } }`;
    const query = `query ($n: Int) { a: ${page} b: ${page} c: ${page} }`;
    expect((await api.ask(query, { n: 10 })).errors).toEqual([]);
    expect((await api.ask(query, { n: 500 })).errors).toMatchObject([{ extensions: { code: "QUERY_TOO_COSTLY" } }]);
  });

  it("tokens stops a document that would take long to validate", async () => {
    const started = performance.now();
    const response = await post(JSON.stringify({ query: `{ ${"a: __typename ".repeat(6000)} }` }));
    expect(performance.now() - started).toBeLessThan(2000);
    expect(await response.text()).toContain("tokens");
  });

  it("the document asks for long texts to be put into variables", async () => {
    const literal = `{ previewWorkbook(contentBase64: "${"A".repeat(200_000)}") { __typename } }`;
    const { errors } = await api.ask(literal, {}, { token: writeToken, lang: "en" });
    expect(errors).toMatchObject([
      { extensions: { code: "TOO_LARGE" }, message: expect.stringContaining("variables") },
    ]);
  });

  it("nesting of introspection is that of graphql itself", async () => {
    const deeper = (levels: number): string => (levels === 0 ? "name" : `fields { type { ${deeper(levels - 1)} } }`);
    const nested = `{ __schema { types { ${deeper(4)} } } }`;
    expect((await api.ask(nested)).errors[0]?.message).toMatch(/introspection depth/i);
  });

  it("time ends a query that hangs, and says so of a mutation that nobody knows its outcome", async () => {
    const never = new Promise<never>(() => undefined);
    const readModels: ApiFixture["readModels"] = { ...api.readModels, planSlugs: () => never, waitFor: () => never };
    const ask = asker(api.another({ readModels, timeouts: { queryMs: 50, mutationMs: 500 } }));
    expect((await ask("{ plans { slug } }")).errors).toMatchObject([{ extensions: { code: "TIMEOUT" } }]);
    const variables = { slug: "door", input: appropriation("1"), control: { idempotencyKey: "slow" } };
    const { errors } = await ask(mutationText("recordAppropriation"), variables, { token: writeToken });
    expect(errors).toMatchObject([{ extensions: { code: "OUTCOME_UNKNOWN" } }]);
  });
});

describe("introspection", () => {
  it("is open to everybody", async () => {
    const { data, errors } = await api.ask<IntrospectionQuery>(getIntrospectionQuery());
    expect(errors).toEqual([]);
    expect(data?.__schema.types.length).toBeGreaterThan(60);
  });
});

describe("an outage", () => {
  const variables = { slug: "door", input: appropriation("7"), control: { idempotencyKey: "outage" } };
  const withAppend = (append: EventStore["append"]): ReturnType<typeof asker> => {
    const { store } = api;
    const broken = { append, readStream: store.readStream.bind(store), head: store.head.bind(store) };
    return asker(api.another({ store: broken as unknown as EventStore }));
  };

  it("is an error with an id, and nothing of its cause gets out", async () => {
    const secret = "connection refused at 10.1.2.3:5432 for user mingzhang";
    const ask = withAppend(async () => {
      throw new Error(secret);
    });
    const answer = await ask(mutationText("recordAppropriation"), variables, { token: writeToken });
    expect(answer.errors).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    const id = String(answer.errors[0]?.extensions.id);
    expect(answer.errors[0]?.message).toContain(id);
    expect(JSON.stringify(answer)).not.toContain("10.1.2.3");
    expect(JSON.stringify(answer)).not.toContain("stack");
    const logged = api.logged.find((line) => (line as { id?: string }).id === id) as { err: Error } | undefined;
    expect(logged?.err.message).toBe(secret);
  });

  it("with an unknown outcome says that a retry with the same key is safe, and it is", async () => {
    const { store } = api;
    const ask = withAppend(async (...call) => {
      await store.append(...call);
      throw new OutcomeUnknown("the connection was lost while the commit was under way");
    });
    const first = await ask(mutationText("recordAppropriation"), variables, { token: writeToken, lang: "en" });
    expect(first.errors).toMatchObject([
      {
        message: expect.stringContaining("Retry with the same idempotency key"),
        extensions: { code: "OUTCOME_UNKNOWN" },
      },
    ]);
    const second = await api.ask(mutationText("recordAppropriation"), variables, { token: writeToken });
    expect(second.data).toMatchObject({ result: { __typename: "Recorded", repeated: true } });
    const stored = await store.readStream("plan-door");
    expect(stored.filter(({ meta }) => meta["command"] === "outage")).toHaveLength(1);
  });
});

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEventfulPlan } from "../testing/eventful-plan.ts";
import { baiyuPlan, type FeedFixture, feedFixture, publicUrl } from "../testing/feed-fixture.ts";
import { type FixtureLog, fixtureLog } from "../testing/fixture-log.ts";

let fixture: FeedFixture;

beforeAll(async () => {
  fixture = await feedFixture();
  await recordEventfulPlan(fixture);
});
afterAll(async () => {
  expect(fixture.logged).toEqual([]);
  await fixture.dispose();
});

interface Listening {
  /** Reads on until the text holds what is waited for. */
  until(text: string): Promise<string>;
  stop(): Promise<void>;
}

async function listen(path = "/stream", headers: Record<string, string> = {}, app = fixture.app): Promise<Listening> {
  const answer = await app.request(publicUrl + path, { headers });
  expect(answer.headers.get("Content-Type")).toBe("text/event-stream; charset=utf-8");
  const reader = answer.body?.getReader();
  if (!reader) throw new Error("no stream");
  let heard = "";
  const decoder = new TextDecoder();
  return {
    async until(text) {
      while (!heard.includes(text)) {
        const { value, done } = await reader.read();
        if (done) return heard;
        heard += decoder.decode(value, { stream: true });
      }
      return heard;
    },
    stop: () => reader.cancel(),
  };
}

const report = (day: string, done: string) =>
  ({
    name: "ReportProgress",
    occurredOn: day,
    data: { project: "housing", quantity: "renovated-houses", done, note: null },
  }) as const;
const indices = (heard: string) => [...heard.matchAll(/^id: (\d+)$/gm)].map(([, index]) => Number(index));

describe("the stream", () => {
  it("sends each entry as it is recorded, with its line and index", async () => {
    const listening = await listen();
    await listening.until("retry: 5000");
    await fixture.record(report("2017-05-02", "7"));
    const heard = await listening.until("}\n\n");
    await listening.stop();
    expect(heard).toMatch(/^retry: 5000\n\nid: \d+\nevent: entry\ndata: \{.*\}\n\n$/);
    const index = indices(heard)[0] ?? -1;
    const line = /^data: (.*)$/m.exec(heard)?.[1] ?? "";
    expect((await fixture.text("/log/0.ndjson")).split("\n")[index]).toBe(line);
  });

  it("resumes behind the last entry that a reader has had, without a gap or a repeat", async () => {
    const listening = await listen("/stream", { "Last-Event-ID": "20" });
    const size = (await fixture.text("/log/0.ndjson")).trim().split("\n").length;
    await listening.until(`id: ${size - 1}\n`);
    await fixture.record(report("2017-05-02", "8"));
    const heard = await listening.until(`id: ${size}\n`);
    await listening.stop();
    expect(indices(heard)).toEqual(Array.from({ length: size - 20 }, (_, at) => at + 21));
  });

  it("holds one plan where it is asked to", async () => {
    const listening = await listen("/stream?plan=another-plan", { "Last-Event-ID": "0" });
    await listening.until("another-plan");
    const other = baiyuPlan("third-plan");
    await fixture.record({ name: "AdoptPlan", ...other }, { plan: "third-plan" });
    await fixture.record(report("2017-05-02", "1"), { plan: "another-plan" });
    const heard = await listening.until('"done":"1"');
    await listening.stop();
    expect(heard).not.toContain("third-plan");
  });

  it("keeps silence alive, and ends when the process stops", async () => {
    const stopping = new AbortController();
    const app = fixture.another({ streams: { most: 2, heartbeatMs: 20 }, stopping: stopping.signal });
    const listening = await listen("/stream", {}, app);
    expect(await listening.until(": \n\n")).toContain(": \n\n");
    stopping.abort();
    await listening.until("never");
  });

  it("takes no more readers than it can bear, and takes another when one has gone", async () => {
    const app = fixture.another({ streams: { most: 1, heartbeatMs: 1000 } });
    const first = await listen("/stream", {}, app);
    const refused = await app.request(`${publicUrl}/stream`);
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "30"]);
    expect(await refused.json()).toMatchObject({ type: "urn:mingzhang:problem:unavailable" });
    await first.stop();
    await pause(10);
    const second = await listen("/stream", {}, app);
    await second.stop();
  });

  it("takes no more readers of one address than it can bear, and serves the others", async () => {
    const app = fixture.another({ streams: { most: 5, mostEach: 2, heartbeatMs: 1000 } });
    const from = (clientAddress: string) => app.request(`${publicUrl}/stream`, {}, { clientAddress });
    const [one, two] = [await from("198.51.100.7"), await from("198.51.100.7")];
    expect([one.status, two.status]).toEqual([200, 200]);
    const refused = await from("198.51.100.7");
    // A browser that is answered with 204 does not try again.
    expect([refused.status, refused.headers.get("Cache-Control"), await refused.text()]).toEqual([204, "no-store", ""]);
    const other = await from("2001:db8:1:2");
    expect(other.status).toBe(200);
    await one.body?.cancel();
    await pause(10);
    const again = await from("198.51.100.7");
    expect(again.status).toBe(200);
    for (const answer of [two, other, again]) await answer.body?.cancel();
  });

  it("counts those who come at once, and not those whom it refuses", async () => {
    const app = fixture.another({ streams: { most: 3, mostEach: 2, heartbeatMs: 1000 } });
    const from = (path: string) => app.request(publicUrl + path, {}, { clientAddress: "198.51.100.7" });
    for (let at = 0; at < 4; at += 1) expect((await from("/stream?plan=nobody")).status).toBe(404);
    const answers = await Promise.all(["/stream", "/stream", "/stream", "/stream"].map(from));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 204, 204]);
    for (const answer of answers) await answer.body?.cancel();
  });

  it.each([
    ["/stream?asOf=2016-12-31", {}, "asOf"],
    ["/stream", { "Last-Event-ID": "abc" }, "Last-Event-ID"],
    ["/stream", { "Last-Event-ID": "-5" }, "Last-Event-ID"],
    ["/stream", { "Last-Event-ID": "9".repeat(40) }, "Last-Event-ID"],
  ])("refuses %s %j", async (path, headers, parameter) => {
    const answer = await fixture.get(path, headers as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ parameter });
  });

  it("knows no plan that is not there", async () => {
    expect((await fixture.get("/stream?plan=nobody")).status).toBe(404);
  });
});

describe("the stream beside a log", () => {
  let log: FixtureLog;
  beforeAll(async () => {
    log = await fixtureLog(fixture);
    await log.grow();
  });
  afterAll(async () => {
    await log.dispose();
  });

  it("sends nothing before it is proved: a checkpoint first, then all that it covers, once", async () => {
    const app = fixture.another({ published: log.kept.published });
    const { position } = await fixture.readModels.checkpoint();
    const size = Number(position);
    await log.stand();
    for (const done of ["21", "22"]) await fixture.record(report("2017-05-02", done));
    const listening = await listen("/stream", { "Last-Event-ID": `${size - 2}` }, app);
    const first = await listening.until(`id: ${size - 1}\n`);
    expect(first.match(/^event: .*$/gm)).toEqual(["event: checkpoint", "event: entry"]);
    await pause(600);
    await log.grow();
    for (const done of ["23", "24", "25"]) await fixture.record(report("2017-05-02", done));
    const heard = await listening.until(`id: ${size + 4}\n`);
    await listening.stop();
    let covered = 0;
    const sent: number[] = [];
    for (const block of heard.split("\n\n")) {
      const [, note] = /^event: checkpoint\ndata: .*\ndata: (\d+)$/m.exec(block) ?? [];
      const [, index] = /^id: (\d+)\nevent: entry$/m.exec(block) ?? [];
      if (note !== undefined) covered = Number(note);
      if (index !== undefined) sent.push(Number(index));
      expect(Math.max(-1, ...sent)).toBeLessThan(Math.max(covered, 1));
    }
    expect(sent).toEqual(Array.from({ length: 6 }, (_, at) => size - 1 + at));
  });
});

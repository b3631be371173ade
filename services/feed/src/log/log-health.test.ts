import { afterEach, describe, expect, it } from "vitest";
import { emptyPlaces, grown, nobody, origin, publishedLog, silent, signs, url } from "./testing/lost-log.ts";
import { logHealth } from "./log-standing.ts";
import { TestEvents } from "./testing/test-events.ts";
import { type LogWriter, startLogWriter } from "./writer/log-writer.ts";
import type { LogPlaces } from "./writer/open-log.ts";
import type { PublicEvents } from "./writer/public-events.ts";
import type { Submitted } from "./writer/witnesses.ts";

const writers: LogWriter[] = [];
afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.stop();
});

interface Given {
  readonly events?: PublicEvents;
  readonly answers?: Submitted["answers"];
}

async function health(places: LogPlaces, { events, answers }: Given, state: string) {
  const own = new TestEvents();
  own.record(3);
  const witnesses = answers
    ? ({ note }: { note: Uint8Array }) => Promise.resolve({ met: false, note, answers })
    : signs;
  const timing = { gatherMs: 1, intervalMs: 1, retryMs: 5 };
  const given = { origin, url, events: events ?? own, witnesses, witnessPolicy: nobody, log: silent, timing };
  const writer = await startLogWriter({ ...places, ...given, now: () => new Date() });
  writers.push(writer);
  await expect.poll(() => writer.status().state, { timeout: 5_000 }).toBe(state);
  return { now: logHealth(writer), raw: writer.status().cause };
}

const secret = 'connect ECONNREFUSED 10.0.0.7:5432 (database "mingzhang_secret", /srv/private)';
const parts = ["10.0.0.7", "mingzhang_secret", "/srv/private"];

describe("what anybody may know of a log that does not grow", () => {
  it("is a code and a remedy where a store does not answer, and not what it said", async () => {
    const events: PublicEvents = Object.assign(new TestEvents(), { from: () => Promise.reject(new Error(secret)) });
    const { now, raw } = await health(emptyPlaces(), { events }, "trouble");
    expect(raw).toBe(secret);
    expect(now).toMatchObject({ state: "trouble", cause: "store-unreachable" });
    expect(now.remedy?.zh).toContain("请系统管理员检查");
    for (const part of parts) expect(JSON.stringify(now)).not.toContain(part);
  });

  it("is a code and a remedy where witnesses are missing, and not where they are reached", async () => {
    const answers = [{ name: "county", outcome: "unreachable", detail: secret }] as const;
    const { now, raw } = await health(emptyPlaces(), { answers }, "held");
    expect(raw).toContain(secret);
    expect(now).toMatchObject({ state: "held", cause: "quorum-missing" });
    for (const part of [...parts, "county"]) expect(JSON.stringify(now)).not.toContain(part);
  });

  it("is that the log was set back, where a witness has signed more", async () => {
    const answers = [{ name: "county", outcome: "ahead", detail: "it has cosigned 9 entries" }] as const;
    expect((await health(emptyPlaces(), { answers }, "held")).now.cause).toBe("log-set-back");
  });

  it("is the code of a refusal, without its place", async () => {
    const lost = await publishedLog(3);
    const places = { ...emptyPlaces(), keys: lost.keys };
    const { now, raw } = await health(places, {}, "refused");
    expect(raw).toContain(origin);
    expect(now).toMatchObject({ cause: "lock-missing", publishedSize: 0 });
    expect(JSON.stringify(now)).not.toContain(origin);
  });

  it("is nothing where it grows", async () => {
    const places = emptyPlaces();
    const events = new TestEvents();
    events.record(3);
    await grown(places, events);
    expect((await health(places, {}, "growing")).now).toMatchObject({ cause: null, remedy: null, publishedSize: 3 });
  });
});

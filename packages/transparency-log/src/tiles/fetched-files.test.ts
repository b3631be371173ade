import { describe, expect, it } from "vitest";
import { eventForm } from "../entry/event-form.ts";
import type { Fetch } from "../net/fetch.ts";
import { eventEntry, MemoryLog, policyOf } from "../testing/small-log.ts";
import { verifyEntry } from "../verify/verify-entry.ts";
import { fetchedFiles, LogOutage } from "./fetched-files.ts";
import { recordedFiles, savedFiles } from "./saved-files.ts";

const reading = (answers: readonly (Response | Error)[], maximalBytes = 100) => {
  const asked: string[] = [];
  const fetch: Fetch = (url) => {
    asked.push(url);
    const answer = answers[asked.length - 1]!;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const files = fetchedFiles({ address: "https://host/log/", fetch, waitMs: 1 });
  return { asked, read: files.read("tile/0/000", maximalBytes) };
};
const endless = (): Response =>
  new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(40)) }));

describe("a log over fetch", () => {
  it("is read below its address, as bytes", async () => {
    const { asked, read } = reading([new Response("abc")]);
    expect(await read).toEqual(new TextEncoder().encode("abc"));
    expect(asked).toEqual(["https://host/log/tile/0/000"]);
  });

  it.each([404, 410])("has no such file where the server says %i", async (status) => {
    expect(await reading([new Response("no", { status })]).read).toBeUndefined();
  });

  it("is asked again while the server is busy or the line breaks, and then no more", async () => {
    const busy = (): Response => new Response("", { status: 503 });
    expect(await reading([busy(), new TypeError("reset"), new Response("abc")]).read).toHaveLength(3);
    await expect(reading([busy(), busy(), busy()]).read).rejects.toMatchObject({
      reason: "server-error",
      subject: "https://host/log/tile/0/000 (503)",
    });
    await expect(reading(Array.from({ length: 3 }, () => new TypeError("reset"))).read).rejects.toThrow(LogOutage);
  });

  it("takes no more than the size that is asked for, however long the answer goes on", async () => {
    await expect(reading([endless()]).read).rejects.toMatchObject({ code: "file-too-large" });
    expect(await reading([new Response("x".repeat(100))]).read).toHaveLength(100);
  });

  it("does not wait for ever", async () => {
    const fetch: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
    const files = fetchedFiles({ address: "https://host/log", fetch, timeoutMs: 20, attempts: 1 });
    await expect(files.read("checkpoint", 10)).rejects.toMatchObject({ reason: "unreachable" });
  });
});

describe("a saved page", () => {
  const log = new MemoryLog();
  log.append(Array.from({ length: 300 }, (_, at) => eventEntry(at)));
  log.publish();
  const question = { index: 17, policy: policyOf(3), entryForm: eventForm };

  it("verifies without the log by the files that a verification has read", async () => {
    const recorded = recordedFiles(log);
    expect((await verifyEntry({ ...question, files: recorded.files })).verdict.passed).toBe(true);
    const saved = JSON.parse(JSON.stringify(recorded.saved())) as Record<string, string>;
    expect(Object.keys(saved).length).toBeLessThan(8);
    expect((await verifyEntry({ ...question, files: savedFiles(saved) })).verdict.passed).toBe(true);
  });

  it("misses what it does not carry, and refuses what is too long or no base64", async () => {
    const files = savedFiles({ checkpoint: "AAAA", other: "A A=" });
    expect(await files.read("constructor", 10)).toBeUndefined();
    await expect(files.read("checkpoint", 2)).rejects.toMatchObject({ code: "file-too-large" });
    await expect(files.read("other", 10)).rejects.toMatchObject({ code: "not-base64" });
  });
});

import { openCheckpoint } from "@mingzhang/transparency-log";
import { afterEach, describe, expect, it } from "vitest";
import { memoryKeys } from "../testing/memory-keys.ts";
import { memoryLock } from "../testing/memory-lock.ts";
import { memoryStorage } from "../testing/memory-storage.ts";
import { TestEvents } from "../testing/test-events.ts";
import { type LogWriter, startLogWriter } from "./log-writer.ts";

const writers: LogWriter[] = [];
afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.stop();
});

function newLog() {
  const places = { storage: memoryStorage(), lock: memoryLock(), keys: memoryKeys() };
  const said: string[] = [];
  const log = {
    info: (_: object, text: string) => said.push(text),
    warn: (_: object, text: string) => said.push(text),
    error: (_: object, text: string) => said.push(text),
  };
  const witness = { met: true };
  const events = new TestEvents();
  const start = async () => {
    const writer = await startLogWriter({
      ...places,
      origin: "log.example/log",
      url: "https://log.example/log",
      events,
      witnesses: ({ note }) => {
        const answer = { name: "one", outcome: witness.met ? "signed" : "unreachable", detail: "no answer" } as const;
        return Promise.resolve({ met: witness.met, note, answers: [answer] });
      },
      witnessPolicy: { witnesses: [], groups: [], quorum: "none" },
      now: () => new Date(),
      log,
      timing: { gatherMs: 1, intervalMs: 1, retryMs: 5, promiseMs: 40 },
    });
    writers.push(writer);
    return writer;
  };
  const shown = () => openCheckpoint(places.storage.files.get("checkpoint")!).checkpoint.size;
  return { ...places, places, said, witness, events, start, shown };
}

describe("a log whose witnesses do not answer", () => {
  it("goes on showing its last checkpoint, says so, and shows the next one when they are back", async () => {
    const { events, witness, start, shown, said } = newLog();
    events.record(3);
    const writer = await start();
    await expect.poll(() => writer.status().publishedSize).toBe(3);
    witness.met = false;
    events.record(2);
    await expect.poll(() => writer.status().promiseBroken).toBe(true);
    expect(writer.status()).toMatchObject({ state: "held", size: 5, publishedSize: 3 });
    expect(writer.status().cause).toBe("one: unreachable, no answer");
    expect(shown()).toBe(3);
    await expect.poll(() => said.join("\n")).toContain("the merge promise is broken");
    expect(said.filter((text) => text.startsWith("the quorum of witnesses is missing"))).toHaveLength(1);
    witness.met = true;
    await expect.poll(() => writer.status().state).toBe("growing");
    expect(shown()).toBe(5);
    expect(writer.status()).toMatchObject({ promiseBroken: false, waitingSeconds: 0, cause: null });
  });
});

describe("a log that does not fit together", () => {
  it.each([
    ["a lost tile", "log-missing", (log: ReturnType<typeof newLog>) => log.storage.files.delete("tile/0/000.p/3")],
    [
      "a changed tile",
      "log-differs",
      (log: ReturnType<typeof newLog>) => log.storage.files.get("tile/0/000.p/3")!.fill(1),
    ],
    ["a lost lock", "lock-missing", (log: ReturnType<typeof newLog>) => log.lock.held.splice(0)],
    ["an older backup", "events-missing", (log: ReturnType<typeof newLog>) => log.events.restore(1)],
    [
      "another past",
      "events-differ",
      (log: ReturnType<typeof newLog>) => {
        log.events.restore(1);
        log.events.record(9, "second");
      },
    ],
  ])("refuses to grow for %s, by name, and what was published stays", async (_, code, spoil) => {
    const log = newLog();
    log.events.record(3);
    const first = await log.start();
    await expect.poll(() => first.status().publishedSize).toBe(3);
    await first.stop();
    spoil(log);
    const second = await log.start();
    await expect.poll(() => second.status().state).toBe("refused");
    expect(second.status().cause).toContain(code);
    expect(log.said.join("\n")).toMatch(new RegExp(`公开日志停止增长（${code}.* ｜ .*\\(${code}`));
    expect(log.shown()).toBe(3);
  });

  it("notices a backup that is restored while it runs", async () => {
    const log = newLog();
    log.events.record(3);
    const writer = await log.start();
    await expect.poll(() => writer.status().publishedSize).toBe(3);
    log.events.restore(2);
    log.events.record(4, "second");
    await expect.poll(() => writer.status().state).toBe("refused");
    expect(writer.status().cause).toContain("events-differ 2");
    expect(log.shown()).toBe(3);
  });
});

import { describe, expect, it } from "vitest";
import { memoryKeys } from "../testing/memory-keys.ts";
import { memoryLock } from "../testing/memory-lock.ts";
import { memoryStorage } from "../testing/memory-storage.ts";
import { TestEvents } from "../testing/test-events.ts";
import { grow } from "./grow.ts";
import { beginLog, type LogPlaces, openLog } from "./open-log.ts";
import { publish } from "./publish.ts";

const origin = "log.example/log";
const now = (): Date => new Date("2026-11-23T08:00:00Z");

async function growAndPublish(places: LogPlaces, events: TestEvents): Promise<void> {
  const grown = await grow(await openLog(places, events), { ...places, events, enough: () => false });
  await publish(grown, {
    ...places,
    events,
    witnesses: ({ note }) => Promise.resolve({ met: true, note, answers: [] }),
    witnessPolicy: { witnesses: [], groups: [], quorum: "none" },
    url: "https://log.example/log",
    now,
  });
}

describe("opening a log that another writer grows at the same time", () => {
  it.each([1, 2])("takes the newer checkpoint for what it is, however often it comes (%i times)", async (times) => {
    const places = { storage: memoryStorage(), lock: memoryLock(), keys: memoryKeys() };
    const events = new TestEvents();
    await beginLog(places, origin, now());
    events.record(3);
    await growAndPublish(places, events);
    let overtaken = 0;
    const slow = {
      ...places.lock,
      async read() {
        const read = await places.lock.read();
        if (overtaken < times) {
          overtaken += 1;
          events.record(4);
          await growAndPublish(places, events);
        }
        return read;
      },
    };
    const open = await openLog({ storage: places.storage, lock: slow }, events);
    expect(open.checkpoint.size).toBe(3 + 4 * times);
    expect(open.publishedSize).toBe(3 + 4 * times);
  });
});

import { memoryStore } from "@mingzhang/event-store/memory";
import { installationStream, recordedFrom } from "@mingzhang/domain";
import { expect, it } from "vitest";
import { announcedKeys } from "./announced-keys.ts";

const vkey = (number: number) => `log.example/log+${String(number).padStart(8, "0")}+${"A".repeat(44)}`;
const rotation = (number: number) => ({
  number,
  vkey: vkey(number),
  startsAt: new Date("2026-11-23T20:00:00Z"),
  previousVkey: vkey(number - 1),
  previousEndsAt: new Date("2027-02-21T20:00:00Z"),
});

it("a rotation that is recorded twice, by one process or by two at once, is one event", async () => {
  const store = memoryStore();
  const [one, other] = [announcedKeys(store), announcedKeys(store)];
  await Promise.all([one.announce(rotation(2)), other.announce(rotation(2))]);
  await one.announce(rotation(3));
  await other.announce(rotation(2));
  const events = (await store.readStream(installationStream)).map((stored) => recordedFrom(stored));
  expect(events.map(({ type, data }) => [type, data])).toEqual(
    [2, 3].map((number) => [
      "LogKeyRotated",
      {
        ...rotation(number),
        startsAt: "2026-11-23T20:00:00.000000Z",
        previousEndsAt: "2027-02-21T20:00:00.000000Z",
      },
    ]),
  );
  // The day is that of Beijing, where it is past midnight.
  expect(events.map(({ occurredOn, simulated, replaces }) => [occurredOn, simulated, replaces])).toEqual(
    Array.from({ length: 2 }, () => ["2026-11-24", false, null]),
  );
  expect(await one.all()).toMatchObject(
    [rotation(2), rotation(3)].map(({ number, vkey: key }) => ({ number, vkey: key })),
  );
  await store.close();
});

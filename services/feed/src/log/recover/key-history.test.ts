import { beforeAll, describe, expect, it } from "vitest";
import { vkeyOf } from "../keys/log-keys.ts";
import { copy, emptyPlaces, grown, mirrorOf, origin, publishedLog, recoverWith } from "../testing/lost-log.ts";
import { memoryKeys } from "../testing/memory-keys.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

/** A log that has had a second key, and the keys as a backup has them that was made just before that one signed. */
let lost: Awaited<ReturnType<typeof publishedLog>>;
const backedUp = memoryKeys();
const since = new Date("2026-01-09T02:11:07Z");
beforeAll(async () => {
  lost = await publishedLog(5);
  for (const keys of [lost.keys, backedUp]) {
    await keys.begin(origin, since);
    await keys.prepare(origin, { number: 2, since });
  }
  lost.events.announce(vkeyOf((await backedUp.prepared())!));
  await grown(lost, lost.events);
});

async function recovered(files: ReadonlyMap<string, Uint8Array>) {
  const places = { ...emptyPlaces(), keys: backedUp };
  await recoverWith(places, { events: lost.events, source: mirrorOf(files) });
  return places.storage.files;
}

describe("statements of the keys", () => {
  it("come back as they were, also that of a key which the backup knows as one that waits", async () => {
    const files = await recovered(lost.storage.files);
    for (const path of ["key-history/1", "key-history/2"])
      expect(files.get(path), path).toEqual(lost.storage.files.get(path)!);
  });

  it("the newest comes back from an archive, which holds it as its keys", async () => {
    const files = copy(lost.storage.files);
    for (const path of ["key-history/1", "key-history/2"]) files.delete(path);
    const found = await recovered(files);
    expect(found.get("key-history/2")).toEqual(lost.storage.files.get("keys"));
    expect(found.has("key-history/1")).toBe(false);
  });

  it.each([
    ["another statement of the same log", "key-history/1"],
    ["a checkpoint of the log", "checkpoint"],
  ])("are not taken from a mirror that shows %s instead", async (_, other) => {
    const files = copy(lost.storage.files);
    files.set("key-history/2", lost.storage.files.get(other)!);
    await expect(recovered(files)).rejects.toBeInstanceOf(RecoveryRefused);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { formatCheckpoint, openCheckpoint } from "@mingzhang/transparency-log";
import { dying } from "../testing/dying.ts";
import { copy, emptyPlaces, grown, mirrorOf, publishedLog, recoverWith } from "../testing/lost-log.ts";
import { TestEvents } from "../testing/test-events.ts";
import type { PublicEvent } from "../writer/public-events.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

let lost: Awaited<ReturnType<typeof publishedLog>>;
beforeAll(async () => {
  lost = await publishedLog(256 + 3);
});

/** Small enough to die at each of its steps. */
let small: Awaited<ReturnType<typeof publishedLog>>;
beforeAll(async () => {
  small = await publishedLog(3);
});

const fresh = () => ({ ...emptyPlaces(), keys: lost.keys });
const source = () => mirrorOf(lost.storage.files);

describe("broken off", () => {
  it.each([false, true])(
    "at any step (done by then: %s) it is gone on with, and the lock comes first",
    async (after) => {
      const given = { events: small.events, source: mirrorOf(small.storage.files) };
      const whole = fresh();
      await recoverWith(whole, given);
      const text = formatCheckpoint(openCheckpoint(small.storage.files.get("checkpoint")!).checkpoint);
      for (let at = 0; ; at += 1) {
        const places = fresh();
        const recovering = recoverWith(dying(places, { at, after, yields: () => 0 }), given);
        const died = await recovering.then(
          () => false,
          () => true,
        );
        const locks = places.lock.held.map(({ checkpoint }) => checkpoint);
        expect(locks).toEqual(locks.length > 0 ? [text] : []);
        if (places.storage.files.has("checkpoint")) expect(locks).toEqual([text]);
        await recoverWith(places, given);
        expect([places.storage.files, places.lock.held]).toEqual([whole.storage.files, whole.lock.held]);
        if (died) continue;
        expect(at).toBeGreaterThan(15);
        return;
      }
    },
  );

  it("by a writer that grows the log meanwhile, it shows nothing older and says that somebody writes", async () => {
    const places = fresh();
    const page = Buffer.from("with lines of the other writer\n");
    places.lock.held.push({ generation: 7, checkpoint: lost.lock.held.at(-1)!.checkpoint });
    const create = async (path: string, bytes: Uint8Array) => {
      await places.storage.create(path, bytes);
      if (places.lock.held.length > 1) return;
      places.lock.held.push({ generation: 8, checkpoint: "of the other writer" });
      places.storage.files.set("1.ndjson", page);
    };
    const recovering = recoverWith(
      { ...places, storage: { ...places.storage, create } },
      { events: lost.events, source: source() },
    );
    await expect(recovering).rejects.toThrow(/another process/);
    expect(places.storage.files.has("checkpoint")).toBe(false);
    expect(places.storage.files.get("1.ndjson")).toBe(page);
  });
});

/** Events of which one has another version by now: its bytes are others, its name is the same. */
class LaterEvents extends TestEvents {
  static readonly index = 7;
  override async from(index: number, limit: number): Promise<readonly PublicEvent[]> {
    return (await super.from(index, limit)).map((event) =>
      event.index === LaterEvents.index
        ? { ...event, current: false, bytes: Buffer.from(`${Buffer.from(event.bytes).toString().slice(0, -1)},"z":1}`) }
        : event,
    );
  }
}

describe("an event whose type has another version by now", () => {
  const later = () => {
    const events = new LaterEvents();
    events.record(256 + 3);
    return events;
  };

  it("is taken as it was published, from a mirror or from what is left here", async () => {
    const places = fresh();
    expect(await recoverWith(places, { events: later(), source: source() })).toMatchObject({ outcome: "rebuilt" });
    for (const path of ["tile/entries/000", "0.ndjson", "checkpoint"])
      expect(places.storage.files.get(path), path).toEqual(lost.storage.files.get(path));
    expect(await recoverWith(places, { events: later(), source: null })).toMatchObject({ outcome: "in-order" });
    places.storage.files.delete("tile/0/000");
    expect(await recoverWith(places, { events: later(), source: null })).toMatchObject({ outcome: "rebuilt" });
    await grown(places, later());
  });

  it("asks for more than a checkpoint, and says so", async () => {
    const places = fresh();
    const recovering = recoverWith(places, { events: later(), source: mirrorOf(lost.storage.files, false) });
    const error: unknown = await recovering.catch((thrown: unknown) => thrown);
    expect((error as RecoveryRefused).lines.join(" ｜ ")).toMatch(/较早的版本.*整份.* ｜ .*earlier version.*whole/);
    expect(places.storage.files.size).toBe(0);
  });

  it("is not taken where the mirror says something else by the second time", async () => {
    const files = copy(lost.storage.files);
    const places = fresh();
    let reads = 0;
    const read = async (path: string) => {
      const bytes = files.get(path);
      if (path !== "tile/entries/000" || !bytes) return bytes;
      reads += 1;
      const at = Buffer.from(bytes).indexOf("拨付", bytes.length / 40);
      if (reads > 2) bytes[at + 2]! ^= 1;
      return bytes;
    };
    const recovering = recoverWith(places, { events: later(), source: { ...source(), files: { read } } });
    await expect(recovering).rejects.toBeInstanceOf(RecoveryRefused);
    expect(places.storage.files.has("tile/entries/000")).toBe(false);
    expect(places.lock.held).toEqual([]);
  });
});

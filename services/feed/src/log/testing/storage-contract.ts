import { describe, expect, it } from "vitest";
import type { LockStore } from "../lock/lock-store.ts";
import type { LogStorage } from "../storage/log-storage.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

/** What the writer of a log relies on, of every storage. `make` gives an empty one. */
export function describeStorage(name: string, make: () => Promise<LogStorage>): void {
  describe(`${name} as the storage of a log`, () => {
    it("holds what was created, and knows what is not there", async () => {
      const storage = await make();
      expect([await storage.read("tile/0/000.p/3", 100), await storage.head("tile/0/000.p/3")]).toEqual([
        undefined,
        undefined,
      ]);
      await storage.create("tile/0/000.p/3", bytes("abc"));
      expect(Buffer.from((await storage.read("tile/0/000.p/3", 100))!).toString()).toBe("abc");
      expect(await storage.head("tile/0/000.p/3")).toBe(3);
      expect(await storage.head("tile/0")).toBeUndefined();
      expect(await storage.read("tile/0", 100)).toBeUndefined();
    });

    it("takes the same object twice and never another one in its place", async () => {
      const storage = await make();
      await storage.create("tile/entries/000", bytes("abc"));
      await storage.create("tile/entries/000", bytes("abc"));
      await expect(storage.create("tile/entries/000", bytes("abd"))).rejects.toThrow("object-differs tile/entries/000");
      expect(Buffer.from((await storage.read("tile/entries/000", 100))!).toString()).toBe("abc");
    });

    it("lets one of many that create at once win, and tells the others", async () => {
      const storage = await make();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, at) => storage.create("tile/0/001", bytes(`writer ${at}`))),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(Buffer.from((await storage.read("tile/0/001", 100))!).toString()).toMatch(/^writer \d$/);
    });

    it("replaces what changes, and holds empty and large objects", async () => {
      const storage = await make();
      await storage.replace("checkpoint", bytes("one"));
      await storage.replace("checkpoint", bytes("two"));
      expect(Buffer.from((await storage.read("checkpoint", 100))!).toString()).toBe("two");
      const large = new Uint8Array(3_000_000).map((_, at) => at % 251);
      await storage.create("tile/entries/x001/000", large);
      expect(Buffer.from((await storage.read("tile/entries/x001/000", 4_000_000))!).equals(large)).toBe(true);
      expect(await storage.head("tile/entries/x001/000")).toBe(3_000_000);
    });
  });
}

/** What the writer relies on, of every lock store. `make` gives two doors to one empty store. */
export function describeLock(name: string, make: () => Promise<readonly [LockStore, LockStore]>): void {
  describe(`${name} as the lock store of a log`, () => {
    it("is empty, and then holds the last checkpoint", async () => {
      const [lock, other] = await make();
      expect(await lock.read()).toBeNull();
      const first = await lock.replace(null, "one\n");
      expect(first).toEqual({ generation: 1, checkpoint: "one\n" });
      const second = await lock.replace(first, "two\n");
      expect([await lock.read(), await other.read()]).toEqual([second, second]);
    });

    it("refuses whoever does not know the last one, however far he fell behind", async () => {
      const [lock, other] = await make();
      let last = await lock.replace(null, "0\n");
      const stale = await other.read();
      expect(await other.replace(null, "x\n")).toBeNull();
      for (let size = 1; size <= 30; size += 1) last = await lock.replace(last, `${size}\n`);
      expect(last).toEqual({ generation: 31, checkpoint: "30\n" });
      expect(await other.replace(stale, "fork\n")).toBeNull();
      expect(await other.replace({ generation: 12, checkpoint: "11\n" }, "fork\n")).toBeNull();
      expect([await lock.read(), await other.read()]).toEqual([last, last]);
      expect(await other.replace(last, "31\n")).toEqual({ generation: 32, checkpoint: "31\n" });
    });

    it("lets one of many that race win", async () => {
      const [lock, other] = await make();
      const first = await lock.replace(null, "0\n");
      await other.read();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, at) => (at % 2 ? lock : other).replace(first, `writer ${at}\n`)),
      );
      const won = outcomes.filter((outcome) => outcome !== null);
      expect(won).toHaveLength(1);
      expect(await lock.read()).toEqual(won[0]);
    });
  });
}

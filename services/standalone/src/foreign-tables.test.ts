import { memoryStore } from "@mingzhang/event-store/memory";
import { ReadModelsNotReady } from "@mingzhang/read-models";
import { describe, expect, it } from "vitest";
import { areForeign, refuseForeignTables } from "./foreign-tables.ts";

const tablesAt = (position: bigint) => ({ checkpoint: async () => ({ position, recordedAt: "2026-01-09" }) });
const noTables = {
  checkpoint: async () => {
    throw new ReadModelsNotReady("the tables have not been made yet");
  },
};

async function storeOfTwo() {
  const store = memoryStore();
  for (const id of ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]) {
    await store.append("plan-x", "any", [{ id, type: "Something", data: {}, meta: {} }]);
  }
  return store;
}

describe("tables", () => {
  it.each([0n, 1n, 2n])("that stand at %i of two events are the store's own", async (position) => {
    expect(await areForeign(await storeOfTwo(), tablesAt(position))).toBe(false);
  });

  it("that are not made yet are nobody's", async () => {
    expect(await areForeign(await storeOfTwo(), noTables)).toBe(false);
    expect(await areForeign(memoryStore(), noTables)).toBe(false);
  });

  it("that stand further than the store are those of another one", async () => {
    await expect(refuseForeignTables(await storeOfTwo(), tablesAt(3n))).rejects.toThrow("EVENT_STORE_URL");
    await expect(refuseForeignTables(memoryStore(), tablesAt(1n))).rejects.toThrow("npm run rebuild");
  });

  it("that stand where the store says that no event lies are those of another one", async () => {
    const store = {
      lastPosition: async () => 9_000n,
      readAll: async () => Promise.reject(new RangeError("after is 32")),
    };
    expect(await areForeign(store, tablesAt(32n))).toBe(true);
  });

  it("are not judged by a store that does not answer", async () => {
    const store = { lastPosition: async () => 9_000n, readAll: async () => Promise.reject(new Error("no answer")) };
    await expect(areForeign(store, tablesAt(32n))).rejects.toThrow("no answer");
  });
});

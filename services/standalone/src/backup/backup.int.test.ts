import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { createRecorder, postgresVault, readVaultRows, sweepVault } from "@mingzhang/api";
import { fromStored, replay, stateHash, streamOf } from "@mingzhang/domain";
import { eventStoreDbStore } from "@mingzhang/event-store/eventstoredb";
import { protocolDouble } from "@mingzhang/event-store/eventstoredb/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baiyuSlug } from "../baiyu-plan.ts";
import { everything } from "../crash-lab/inspect.ts";
import { loadBaiyuPlan } from "../load-plan.ts";
import {
  openScratch,
  removeScratch,
  openStore,
  recorderParts,
  recorderOn,
  recordOn,
  household,
  appropriate,
  newFolder,
  installation,
  backUp,
  emptyTarget,
  restoreInto,
  tableText,
} from "./testing/installation.ts";

beforeAll(openScratch);
afterAll(removeScratch);

describe("a restore into an empty installation", () => {
  it("gives the same bytes in the table, the same files, and the same hash of every plan", async () => {
    const one = await installation();
    const { file, manifest } = await backUp(one);
    const target = await emptyTarget();
    expect(await restoreInto(file, target)).toEqual({ keptSchema: null, keptFolder: null, overridden: [] });
    expect(await tableText(target.url)).toBe(await tableText(one.url));
    expect(manifest.parts.map(({ name }) => name)).toEqual([
      "events/000000.ndjson",
      "files/evidence/a/照片.jpg",
      "files/log-keys/0001.key",
      "files/write-token",
    ]);
    expect((await readdir(target.dataDir)).toSorted()).toEqual(["evidence", "log-keys", "write-token"]);
    expect(await readFile(join(target.dataDir, "write-token"), "utf8")).toBe("a-token-of-the-installation\n");
    expect((await stat(join(target.dataDir, "log-keys", "0001.key"))).mode & 0o777).toBe(0o600);
    const events = (await (await openStore(target.url)).readStream(streamOf(baiyuSlug))).map((each) =>
      fromStored(each),
    );
    const { view } = replay(events, manifest) ?? {};
    expect(manifest.plans).toMatchObject([{ slug: baiyuSlug, events: 34, stateHash: view && stateHash(view) }]);
  });

  it("goes on as the first one would have: keys are known, and what comes is later and follows", async () => {
    const one = await installation();
    const { file, manifest } = await backUp(one);
    const target = await emptyTarget();
    await restoreInto(file, target);
    const store = await openStore(target.url);
    const recorder = recorderOn(store);
    expect(await appropriate(recorder, "first")).toMatchObject({ kind: "recorded", repeated: true });
    await appropriate(recorder, "third");
    const last = await store.readLast(streamOf(baiyuSlug));
    expect(last).toMatchObject({ revision: 34, position: BigInt(manifest.lastPosition) + 1n });
    expect((last?.recordedAt ?? "") > manifest.settledAt).toBe(true);
  });

  it("takes the clock with it: nothing is recorded before what the first one has promised", async () => {
    const one = await installation();
    const { settledAt } = await one.store.head();
    const { file } = await backUp(one);
    const target = await emptyTarget();
    await restoreInto(file, target);
    expect((await (await openStore(target.url)).head()).settledAt >= settledAt).toBe(true);
  });
});

describe("the vault", () => {
  it("comes back with what was withheld, and what was erased stays erased", async () => {
    const one = await installation();
    const vault = await postgresVault({ connection: one.url });
    const recorder = createRecorder({ ...recorderParts(one.store), vault });
    const release = { project: "crafts", amountFen: "5000", voucher: "R", note: null };
    await recordOn(recorder, "ReleaseFunds", release);
    const [kept, gone] = [await household(recorder, "仁青卓玛"), await household(recorder, "扎西")];
    await recordOn(recorder, "EraseDisclosure", { event: gone, name: "payeeName", basis: "本人申请" });
    const { file, manifest } = await backUp({ ...one, vault: readVaultRows(one.url) });
    expect([manifest.format, manifest.parts.map(({ name }) => name).includes("vault.ndjson")]).toEqual([2, true]);
    const target = await emptyTarget();
    await restoreInto(file, target);
    const restored = await postgresVault({ connection: target.url });
    expect(await restored.read(kept)).toEqual(await vault.read(kept));
    expect(await restored.read(kept)).toMatchObject([{ value: "仁青卓玛" }]);
    expect(await restored.read(gone)).toMatchObject([{ value: null, disclosure: null }]);
    const store = await openStore(target.url);
    expect(await sweepVault(restored, createRecorder(recorderParts(store)), -1)).toBe(0);
    expect(await restored.unbound(-1)).toEqual([]);
    await Promise.all([vault.close(), restored.close()]);
  });
});

describe("a backup of events in EventStoreDB", () => {
  it("is restored onto PostgreSQL with the positions and instants that readers of EventStoreDB saw", async () => {
    const double = await protocolDouble();
    const store = await eventStoreDbStore({ connectionString: double.url });
    try {
      const recorder = recorderOn(store);
      await loadBaiyuPlan(recorder);
      await appropriate(recorder, "first");
      const { file, manifest } = await backUp({ store, dataDir: await newFolder() });
      const target = await emptyTarget();
      await restoreInto(file, target);
      expect(await everything(await openStore(target.url))).toEqual(await everything(store));
      expect(manifest.events).toBe(33);
    } finally {
      await store.close();
      await double.close();
    }
  });
});

describe("a backup beside writers", () => {
  it("holds the store up to one position, whole", async () => {
    const one = await installation();
    const stopping = new AbortController();
    const writing = Array.from({ length: 8 }, async (_, writer) => {
      for (let number = 0; !stopping.signal.aborted; number += 1)
        await appropriate(one.recorder, `w${writer}-${number}`);
    });
    const backups = [await backUp(one), await backUp(one)];
    stopping.abort();
    await Promise.all(writing);
    const all = await everything(one.store);
    for (const { file, manifest } of backups) {
      const target = await emptyTarget();
      await restoreInto(file, target);
      const held = await everything(await openStore(target.url));
      expect(held).toEqual(all.filter(({ position }) => position <= BigInt(manifest.lastPosition)));
    }
    expect(all.length).toBeGreaterThan(backups[1]?.manifest.events ?? 0);
  });
});

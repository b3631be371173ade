import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { folderLock } from "../lock/folder-lock.ts";
import { memoryLock } from "../testing/memory-lock.ts";
import { memoryStorage } from "../testing/memory-storage.ts";
import { describeLock, describeStorage } from "../testing/storage-contract.ts";
import { folderStorage } from "./folder-storage.ts";

const made: string[] = [];
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "log 明账 "));
  made.push(path);
  return path;
}
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true }))));

describeStorage("a folder", async () => folderStorage(join(await folder(), "log")));
describeStorage("memory", () => Promise.resolve(memoryStorage()));
describeLock("a folder", async () => {
  const path = join(await folder(), "log-lock");
  return [await folderLock(path), await folderLock(path)];
});
describeLock("memory", () => {
  const lock = memoryLock();
  return Promise.resolve([lock, lock]);
});

describe("a folder", () => {
  it("holds the files under their public paths and nothing else", async () => {
    const top = await folder();
    const storage = await folderStorage(join(top, "log"));
    await storage.create("tile/0/x001/000.p/7", Buffer.from("x"));
    await storage.replace("checkpoint", Buffer.from("y"));
    const files = (await readdir(join(top, "log"), { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    expect(files.map((one) => join(one.parentPath, one.name).slice(join(top, "log").length + 1)).toSorted()).toEqual([
      "checkpoint",
      "tile/0/x001/000.p/7",
    ]);
    expect(await readdir(join(top, "log.drafts"))).toEqual([]);
  });

  it("keeps the lock from other users and clears old generations away", async () => {
    const path = join(await folder(), "log-lock");
    const lock = await folderLock(path);
    let last = await lock.replace(null, "0\n");
    for (let size = 1; size <= 20; size += 1) last = await lock.replace(last, `${size}\n`);
    const names = await readdir(path);
    expect(names).toHaveLength(8);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, names[0]!))).mode & 0o777).toBe(0o600);
  });
});

import { randomUUID } from "node:crypto";
import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import type { StoredEvent } from "@mingzhang/event-store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything } from "../crash-lab/inspect.ts";
import { examineBackup } from "./examine-backup.ts";
import { restoreBackup } from "./restore-backup.ts";
import { openBackup } from "./zip-reader.ts";
import {
  openScratch,
  removeScratch,
  scratch,
  openStore,
  installation,
  backUp,
  emptyTarget,
  restoreInto,
  type Target,
} from "./testing/installation.ts";

beforeAll(openScratch);
afterAll(removeScratch);

describe("a damaged backup", () => {
  let file = "";
  let bytes = Buffer.alloc(0);
  let target: Target;

  beforeAll(async () => {
    ({ file } = await backUp(await installation()));
    bytes = await readFile(file);
    target = await emptyTarget();
  });

  async function refusal(changed: Uint8Array): Promise<string> {
    const copy = scratch(`${randomUUID()}.zip`);
    await writeFile(copy, changed);
    try {
      const backup = await openBackup(copy);
      await examineBackup(backup, [], () => undefined).finally(() => backup.close());
      return "whole";
    } catch (error) {
      return (error as Error).message;
    }
  }

  it.each(["events/000000.ndjson", "files/evidence/a/照片.jpg", "files/write-token", "manifest.json"])(
    "is refused where a byte of %s is another, and the part is named",
    async (name) => {
      // Its packed bytes begin behind its name in the local header.
      const at = bytes.indexOf(Buffer.from(name)) + Buffer.byteLength(name) + 6;
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[at] ?? 0) ^ 0x10, at);
      expect(await refusal(changed)).toContain(`the backup is damaged or cut off: ${name}`);
    },
  );

  it("is refused wherever a byte is another, but where zip keeps dates and the like, which nobody reads", async () => {
    const said: string[] = [];
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[at] ?? 0) ^ 0x01, at);
      said.push(await refusal(changed));
    }
    for (const words of said) expect(words).toMatch(/^whole$|damaged or cut off|is no backup/);
    expect(said.filter((words) => words === "whole").length).toBeLessThan(said.length / 10);
  });

  it.each([0, 1, 30, 0.5, 0.99])("is refused where it ends early: %d", async (share) => {
    const copy = scratch(`${randomUUID()}.zip`);
    await writeFile(copy, bytes);
    await truncate(copy, share >= 1 || share === 0 ? share : Math.floor(bytes.length * share));
    await expect(restoreInto(copy, target)).rejects.toThrow(/damaged or cut off: table of contents|is no backup/);
  });

  it("has changed nothing", async () => {
    expect(await readdir(target.dataDir)).toEqual([]);
    expect(await restoreInto(file, target)).toMatchObject({ overridden: [] });
  });
});

describe("what is no backup, or of another time", () => {
  it("is refused with a sentence", async () => {
    const file = scratch("notes.txt");
    await writeFile(file, "hello");
    await expect(openBackup(file)).rejects.toThrow("is no backup of Mingzhang");
    await expect(openBackup(scratch("nowhere.zip"))).rejects.toThrow("cannot be read (ENOENT)");
    await expect(openBackup(scratch())).rejects.toThrow("cannot be read (EISDIR)");
  });
});

describe("a load that fails", () => {
  it("leaves the database as it was", async () => {
    const one = await installation();
    const { file } = await backUp(one);
    const target = await emptyTarget();
    const backup = await openBackup(file);
    const failing = { ...backup, read: failsTheSecondTime(backup.read) };
    const needs = { backup: failing, dataDir: target.dataDir, published: [], override: false, targetExists: true };
    const restoring = restoreBackup({ ...needs, openDatabase: async () => target.url, now: new Date() });
    await expect(restoring).rejects.toThrow("the disk is gone");
    backup.close();
    expect(await everything(await openStore(target.url))).toEqual([] as StoredEvent[]);
  });
});

type Read = Awaited<ReturnType<typeof openBackup>>["read"];

/** Events are read once for examining and once for loading. */
function failsTheSecondTime(read: Read): Read {
  let times = 0;
  return async function* reading(part) {
    if (part.name.startsWith("events/")) times += 1;
    yield* read(part);
    if (times === 2) throw new Error("the disk is gone");
  };
}

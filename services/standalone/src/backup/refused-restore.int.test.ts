import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { formatCheckpoint } from "@mingzhang/transparency-log";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  openScratch,
  removeScratch,
  appropriate,
  newFolder,
  installation,
  backUp,
  emptyTarget,
  restoreInto,
  publish,
  tableText,
  origin,
  type Installation,
} from "./testing/installation.ts";

beforeAll(openScratch);
afterAll(removeScratch);

describe("the published log", () => {
  let one: Installation;
  let older: Awaited<ReturnType<typeof backUp>>;
  let newer: Awaited<ReturnType<typeof backUp>>;

  beforeAll(async () => {
    one = await installation();
    older = await backUp(one);
    await appropriate(one.recorder, "later");
    newer = await backUp(one);
  });

  it("refuses a backup that is older than what it shows, and nothing is changed", async () => {
    const target = await emptyTarget();
    await publish(target.dataDir, newer.manifest.log.size, newer.manifest.log.root);
    const restoring = restoreInto(older.file, target);
    await expect(restoring).rejects.toThrow(
      /published 35 entries and the backup holds 34: the 1 last ones would be gone/,
    );
    await expect(restoring).rejects.toThrow(/nothing was changed. With --override[^]*never set back/);
    expect(await readdir(target.dataDir)).toEqual(["log"]);
    expect(await restoreInto(newer.file, target)).toMatchObject({ overridden: [] });
  });

  it("takes a backup that is newer, and refuses one of another record", async () => {
    const target = await emptyTarget();
    await publish(target.dataDir, older.manifest.log.size, older.manifest.log.root);
    expect(await restoreInto(newer.file, target)).toMatchObject({ overridden: [] });
    const other = await emptyTarget();
    await publish(other.dataDir, 30, older.manifest.log.root);
    await expect(restoreInto(newer.file, other)).rejects.toThrow("the backup: it is of another record");
  });

  it("is asked for at an address too, which has to answer", async () => {
    const note = await publish(await newFolder(), newer.manifest.log.size, newer.manifest.log.root);
    const http = createServer((request, answer) => {
      if (request.url === "/log/checkpoint") answer.end(note);
      else answer.writeHead(404).end("nothing here");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => http.once("listening", resolve));
    const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}/log`;
    const target = await emptyTarget();
    await expect(restoreInto(older.file, target, { asked: `${address}/checkpoint` })).rejects.toThrow("35 entries");
    await expect(restoreInto(older.file, target, { asked: `${address}/other` })).rejects.toThrow("HTTP 404");
    expect(await restoreInto(newer.file, target, { asked: `${address}/checkpoint` })).toMatchObject({ overridden: [] });
    http.close();
  });

  it("stands in what was signed last as well, though nobody may have seen it yet", async () => {
    const target = await emptyTarget();
    const { size, root } = newer.manifest.log;
    await mkdir(join(target.dataDir, "log-lock"));
    const text = formatCheckpoint({ origin, size, root: new Uint8Array(Buffer.from(root, "hex")) });
    await writeFile(join(target.dataDir, "log-lock", "000000000007"), text);
    await expect(restoreInto(older.file, target)).rejects.toThrow(/log-lock.000000000007 has published 35 entries/);
  });

  it("is left as it is where it is overridden", async () => {
    const target = await emptyTarget();
    const note = await publish(target.dataDir, newer.manifest.log.size, newer.manifest.log.root);
    const { overridden } = await restoreInto(older.file, target, { override: true });
    expect(overridden).toHaveLength(1);
    expect(await readFile(join(target.dataDir, "log", "checkpoint"))).toEqual(Buffer.from(note));
    expect(await tableText(target.url)).toBe((await tableText(one.url)).split("\n").slice(0, 34).join("\n"));
  });
});

describe("an installation that holds something", () => {
  it("is not touched without an override, and with one everything is kept beside", async () => {
    const [one, other] = [await installation(), await installation()];
    const { file } = await backUp(one);
    const target = { url: other.url, dataDir: other.dataDir };
    await writeFile(join(other.dataDir, "write-token"), "another-token\n");
    await appropriate(other.recorder, "only here");
    const before = await tableText(other.url);
    await expect(restoreInto(file, target, { override: true })).rejects.toThrow(
      "a running Mingzhang uses the database",
    );
    await other.store.close();
    const refused = restoreInto(file, target);
    await expect(refused).rejects.toThrow(/files with other content: write-token[^]*holds 35 events already/);
    await expect(refused).rejects.toThrow(/nothing was changed. With --override[^]*nothing is deleted$/);
    expect(await tableText(other.url)).toBe(before);
    expect(await readFile(join(other.dataDir, "write-token"), "utf8")).toBe("another-token\n");
    const { keptSchema, keptFolder } = await restoreInto(file, target, { override: true });
    expect(await tableText(other.url)).toBe(await tableText(one.url));
    expect(await readFile(join(other.dataDir, keptFolder ?? "", "write-token"), "utf8")).toBe("another-token\n");
    const client = new Client({ connectionString: other.url });
    await client.connect();
    const kept = await client.query<{ count: string }>(`select count(*) from ${keptSchema}.events`);
    await client.end();
    expect(kept.rows).toEqual([{ count: "35" }]);
  });
});

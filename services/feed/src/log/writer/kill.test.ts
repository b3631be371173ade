import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { auditLog, eventForm, openCheckpoint, parsePolicy } from "@mingzhang/transparency-log";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderStorage } from "../storage/folder-storage.ts";

const program = fileURLToPath(new URL("../testing/writing-process.ts", import.meta.url));
const kills = 6;

let dataDir = "";
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "killed log "));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

interface Written {
  readonly child: ChildProcess;
  readonly said: () => string;
}

function writing(first: number): Written {
  const child = spawn(process.execPath, ["--import", "tsx", program, dataDir, String(first)], {
    env: { PATH: process.env["PATH"] },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (said += part.toString()));
  return { child, said: () => said };
}

/** Lets two processes write until one of them has published something new, and kills both in the middle. */
async function writeAndDie(published: number, afterMs: number): Promise<string> {
  const writers = [writing(published + 60), writing(published + 60)];
  const deadline = performance.now() + 20_000;
  const grown = () =>
    writers.some(({ said }) =>
      said()
        .split("\n")
        .some((line) => Number(line) > published),
    );
  while (!grown() && performance.now() < deadline) await pause(5);
  await pause(afterMs);
  const ended = writers.map(({ child }) => once(child, "close"));
  for (const { child } of writers) child.kill("SIGKILL");
  await Promise.all(ended);
  return writers.map(({ said }) => said()).join("");
}

it(`is one log after ${kills} kills of two processes that write it at once`, { timeout: 120_000 }, async () => {
  const kept: Uint8Array[] = [];
  for (let round = 0; round < kills; round += 1) {
    const before = kept.at(-1);
    const published = before ? openCheckpoint(before).checkpoint.size : 0;
    const said = await writeAndDie(published, round * 3);
    expect(said).not.toContain("refused");
    const note = new Uint8Array(await readFile(join(dataDir, "log", "checkpoint")));
    expect(openCheckpoint(note).checkpoint.size).toBeGreaterThan(published);
    kept.push(note);
  }
  const policy = parsePolicy(await readFile(join(dataDir, "log", "policy")));
  const files = await folderStorage(join(dataDir, "log"));
  const verdict = await auditLog({ files, policy, entryForm: eventForm, kept });
  expect(verdict.failed).toBeUndefined();
});

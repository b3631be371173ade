import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type KeptLog, openPublicLog } from "../log/open-public-log.ts";
import { type FeedFixture, publicUrl } from "./feed-fixture.ts";

/** A real public log in a folder of its own beside the tables of a fixture. A test says when it grows. */
export interface FixtureLog {
  /** The writer, while it runs, and what is published. */
  readonly kept: KeptLog;
  /** What the writer complained about. */
  readonly logged: readonly unknown[];
  /** Lets the log take in everything that is recorded by now, and goes on writing. */
  grow(): Promise<void>;
  /** From now on nothing is proved any more, as where the writer has stopped or its witnesses are away. */
  stand(): Promise<void>;
  dispose(): Promise<void>;
}

/** The reader of the log looks anew after this time. */
const readAnewMs = 450;

/** Opens a log that has not grown yet. */
export async function fixtureLog(fixture: FeedFixture, policyFile?: string): Promise<FixtureLog> {
  const dataDir = await mkdtemp(join(tmpdir(), "log 明账 "));
  const logged: unknown[] = [];
  const complain = (...said: unknown[]) => logged.push(said);
  const open = () =>
    openPublicLog({
      dataDir,
      bucket: null,
      policyFile,
      readModels: fixture.readModels,
      head: () => fixture.store.head(),
      publicUrl,
      localUrl: "http://127.0.0.1:1",
      log: { info: () => undefined, warn: complain, error: complain },
      timing: { gatherMs: 5, intervalMs: 20, retryMs: 50 },
    });
  let kept = await open();
  let stands = false;
  return {
    get kept() {
      return kept;
    },
    logged,
    async grow() {
      if (stands) kept = await open();
      stands = false;
      const size = Number((await fixture.store.head()).position);
      const deadline = performance.now() + 10_000;
      while (kept.writer.status().publishedSize < size || kept.writer.status().state !== "growing") {
        if (performance.now() > deadline) throw new Error(JSON.stringify(kept.writer.status()));
        await pause(10);
      }
      await pause(readAnewMs);
    },
    async stand() {
      await kept.writer.stop();
      stands = true;
    },
    async dispose() {
      await kept.writer.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

import { join } from "node:path";
import { folderKeys } from "../keys/log-keys.ts";
import { folderLock } from "../lock/folder-lock.ts";
import { folderStorage } from "../storage/folder-storage.ts";
import { startLogWriter } from "../writer/log-writer.ts";
import { TestEvents } from "./test-events.ts";

/** A writer as a process of its own, on real files, of events that come without end: a test kills it. */
const [, , dataDir = "", first = "0"] = process.argv;
const events = new TestEvents({ settles: false });
events.record(Number(first));

const say = (words: string) => process.stdout.write(`${words}\n`);
const writer = await startLogWriter({
  storage: await folderStorage(join(dataDir, "log")),
  lock: await folderLock(join(dataDir, "log-lock")),
  keys: await folderKeys(join(dataDir, "log-keys")),
  origin: "log.example/log",
  url: "https://log.example/log",
  events,
  witnesses: ({ note }) => Promise.resolve({ met: true, note, answers: [] }),
  witnessPolicy: { witnesses: [], groups: [], quorum: "none" },
  now: () => new Date(),
  log: {
    info: () => undefined,
    warn: () => undefined,
    error: (facts) => "code" in facts && say(`refused ${JSON.stringify(facts)}`),
  },
  timing: { gatherMs: 1, intervalMs: 1, retryMs: 1 },
});

setInterval(() => {
  events.record(1 + (events.size % 7));
  say(`${writer.status().publishedSize}`);
}, 5);

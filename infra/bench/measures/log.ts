import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { canonicalBytes } from "../../../packages/transparency-log/src/canonical-json.ts";
import { runCli } from "../../../packages/transparency-log/src/cli/run-cli.ts";
import { useNodeHash } from "../../../packages/transparency-log/src/cli/node-hash.ts";
import { folderKeys } from "../../../services/feed/src/log/keys/log-keys.ts";
import { folderLock } from "../../../services/feed/src/log/lock/folder-lock.ts";
import { folderStorage } from "../../../services/feed/src/log/storage/folder-storage.ts";
import { startLogWriter } from "../../../services/feed/src/log/writer/log-writer.ts";
import type { PublicEvent, PublicEvents } from "../../../services/feed/src/log/writer/public-events.ts";
import type { Measure, Place, Sample, Scale } from "./measure.ts";

const sizes: Readonly<Record<Scale, number>> = { quick: 20_000, usual: 200_000, full: 1_000_000 };

/** An entry as the product publishes it, about 500 bytes. */
function entry(index: number): Uint8Array {
  return canonicalBytes({
    specversion: "1.0",
    id: `00000000-0000-5000-8000-${index.toString(16).padStart(12, "0")}`,
    source: "/log",
    type: "mingzhang.PaymentMade.v1",
    subject: "bench",
    time: "2020-01-09T02:11:07.123456Z",
    datacontenttype: "application/json",
    sequence: index.toString().padStart(12, "0"),
    data: {
      occurredOn: "2019-12-28",
      simulated: true,
      corrects: null,
      fact: {
        project: "housing",
        amount: { amount: `${index}.00`, currency: "CNY" },
        payeeKind: "contractor",
        payeeName: "白玉县建筑工程公司",
        purpose: "农村危房改造一期工程款",
        voucher: `记-${index}`,
      },
    },
  });
}

function source(size: number): PublicEvents {
  const one = (index: number): PublicEvent => ({ index, bytes: entry(index), current: true });
  return {
    from: async (index, limit) =>
      Array.from({ length: Math.max(0, Math.min(limit, size - index)) }, (_, at) => one(index + at)),
    keys: async () => [],
    more: (waitMs) => pause(Math.min(waitMs, 20)),
    settled: async () => true,
  };
}

/** Lets the product's writer make a log of so many entries on the disk; gives the seconds that it took. */
async function written(folder: string, size: number): Promise<number> {
  const began = performance.now();
  const quiet = () => undefined;
  const writer = await startLogWriter({
    storage: await folderStorage(join(folder, "log")),
    lock: await folderLock(join(folder, "log-lock")),
    keys: await folderKeys(join(folder, "log-keys")),
    origin: "bench.example/log",
    url: "https://bench.example/log",
    events: source(size),
    witnesses: ({ note }) => Promise.resolve({ met: true, note, answers: [] }),
    witnessPolicy: { witnesses: [], groups: [], quorum: "none" },
    now: () => new Date(),
    log: { info: quiet, warn: quiet, error: (facts) => process.stderr.write(`${JSON.stringify(facts)}\n`) },
  });
  while (writer.status().publishedSize < size) {
    if (writer.status().state === "refused") throw new Error(writer.status().cause ?? "refused");
    await pause(5);
  }
  const seconds = (performance.now() - began) / 1000;
  await writer.stop();
  return seconds;
}

/** What no log can do without: each entry hashed as a leaf, and each pair of hashes as a node. */
function hashed(size: number): number {
  const entries = Array.from({ length: size }, (_, index) => entry(index));
  const began = performance.now();
  let level: Buffer[] = entries.map((bytes) => createHash("sha256").update("\0").update(bytes).digest());
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at + 1 < level.length; at += 2) {
      const [left = Buffer.of(), right = Buffer.of()] = level.slice(at, at + 2);
      above.push(createHash("sha256").update("\u0001").update(left).update(right).digest());
    }
    level = above;
  }
  return (performance.now() - began) / 1000;
}

async function audited(folder: string): Promise<number> {
  const began = performance.now();
  let said = "";
  const log = join(folder, "log");
  const code = await runCli(["audit", log, "--policy", join(log, "policy")], {
    out: (text) => void (said += text),
    err: (text) => void (said += text),
    environment: {},
    nowSeconds: () => Date.now() / 1000,
  });
  if (code !== 0) throw new Error(said);
  return (performance.now() - began) / 1000;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "mingzhang-bench-log-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const sampleOf = (size: number, seconds: number): Sample => ({ value: size / seconds, details: { s: seconds } });

async function append(subject: string, { scale }: Place): Promise<Sample> {
  const size = sizes[scale];
  if (subject === "sha-256") return sampleOf(size, hashed(size));
  useNodeHash();
  return sampleOf(size, await inFolder((folder) => written(folder, size)));
}

async function audit(subject: string, { scale }: Place): Promise<Sample> {
  const size = sizes[scale];
  if (subject === "sha-256") return sampleOf(size, hashed(size));
  useNodeHash();
  const seconds = await inFolder(async (folder) => {
    await written(folder, size);
    return audited(folder);
  });
  return sampleOf(size, seconds);
}

const common = { unit: "entries/s", subjects: ["sha-256", "ours"], base: "sha-256", installs: true } as const;

export const logAppend: Measure = {
  ...common,
  name: "log-append",
  title: "append to the public log, in batches, with tiles on disk (--full: 1 000 000 entries)",
  goal: "5 000 entries/s",
  run: append,
};

export const logAudit: Measure = {
  ...common,
  name: "log-audit",
  title: "audit a whole public log from its folder (--full: 1 000 000 entries)",
  goal: "1 000 000 entries within 60 s: 16 667 entries/s",
  run: audit,
};

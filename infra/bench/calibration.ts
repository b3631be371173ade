import { createHash } from "node:crypto";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { paymentEvents } from "./events.ts";
import { median } from "./statistics.ts";
import { figure } from "./table.ts";

/** What the machine does without any database: figures of another run compare only where these are alike. */
export interface Calibration {
  readonly at: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgres: string;
  /** Runnable processes in the last one and five minutes, before the run. */
  readonly load: readonly [number, number];
  /** Median of 8 KiB written and forced to the disk. */
  readonly fsyncMs: number;
  readonly jsonParseMbPerSecond: number;
  readonly sha256MbPerSecond: number;
}

export function calibrate(postgres: string): Calibration {
  const [one = 0, five = 0] = loadavg();
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? "unknown",
    memoryGb: totalmem() / 2 ** 30,
    node: process.version,
    postgres,
    load: [one, five],
    fsyncMs: fsyncMs(),
    jsonParseMbPerSecond: jsonParseSpeed(),
    sha256MbPerSecond: sha256Speed(),
  };
}

export function calibrationLines(made: Calibration): string[] {
  return [
    `${made.at}   load before the run ${made.load.map((load) => load.toFixed(2)).join(" ")} (1 min, 5 min)`,
    `${made.cores} cores ${made.processor}, ${made.memoryGb.toFixed(1)} GB; Node ${made.node}, ${made.postgres}`,
    `fsync of 8 KiB ${made.fsyncMs.toFixed(2)} ms`,
    `one core: JSON.parse ${figure(made.jsonParseMbPerSecond)} MB/s, SHA-256 ${figure(made.sha256MbPerSecond)} MB/s`,
  ];
}

function fsyncMs(): number {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-fsync-"));
  const file = openSync(join(folder, "block"), "w");
  const block = Buffer.alloc(8192, 1);
  try {
    const took = Array.from({ length: 200 }, () => {
      const began = performance.now();
      writeSync(file, block);
      fdatasyncSync(file);
      return performance.now() - began;
    });
    return median(took);
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

const speedMs = 300;

function bytesPerSecond(bytes: number, work: () => void): number {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < speedMs) {
    work();
    done += bytes;
  }
  return (done * 1000) / (performance.now() - began);
}

function jsonParseSpeed(): number {
  const texts = paymentEvents(1000).map((event) => JSON.stringify(event));
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return bytesPerSecond(bytes, () => texts.forEach((text) => JSON.parse(text))) / 1e6;
}

function sha256Speed(): number {
  const block = Buffer.alloc(64 * 1024, 1);
  return bytesPerSecond(block.length, () => createHash("sha256").update(block).digest()) / 1e6;
}

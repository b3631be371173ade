import { mkdir, writeFile } from "node:fs/promises";
import { calibrate, calibrationLines } from "./calibration.ts";
import { startServer, type BenchServer } from "./database.ts";
import type { Measure } from "./measures/measure.ts";
import { measures } from "./measures/measures.ts";
import { readOptions, type Options } from "./options.ts";
import { measureLines, type SubjectResult } from "./results.ts";
import { sampleInProcess, type Order, type Reply } from "./sample-process.ts";

const databaseName = "bench_sample";

/** What is going on, on one line of a terminal; nothing elsewhere. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

/** One subject, once, in an empty database. */
async function sample(server: BenchServer, order: Omit<Order, "url">): Promise<Reply> {
  const url = await server.create(databaseName);
  const reply = await sampleInProcess({ ...order, url });
  await server.drop(databaseName);
  return reply;
}

/** All rounds of a measure. Each round begins with another subject, so that none is always the first. */
async function runMeasure(server: BenchServer, measure: Measure, options: Options): Promise<SubjectResult[]> {
  const rounds = new Map<string, Reply[]>(measure.subjects.map((subject) => [subject, []]));
  await server.set(measure.server ?? {});
  for (let round = 0; round < options.rounds; round += 1) {
    const first = round % measure.subjects.length;
    for (const subject of [...measure.subjects.slice(first), ...measure.subjects.slice(0, first)]) {
      progress(`${measure.name}, round ${round + 1} of ${options.rounds}: ${subject}`);
      const order = {
        measure: measure.name,
        subject,
        seconds: options.seconds,
        quick: options.quick,
        filled: 0,
        install: true,
      };
      rounds.get(subject)?.push(await sample(server, order));
    }
  }
  progress("");
  await server.set(Object.fromEntries(Object.keys(measure.server ?? {}).map((name) => [name, ""])));
  return measure.subjects.map((subject) => ({
    subject,
    rounds: (rounds.get(subject) ?? []).map((reply) => ("sample" in reply ? reply.sample : reply)),
  }));
}

async function main(options: Options): Promise<void> {
  const server = await startServer();
  try {
    const [version] = await server.ask("show server_version");
    const calibration = calibrate(`PostgreSQL ${version?.server_version}`);
    console.log(calibrationLines(calibration).join("\n"));
    console.log(`medians of ${options.rounds} rounds of ${options.seconds} s; ratios within each round\n`);
    const all: Record<string, readonly SubjectResult[]> = {};
    for (const measure of options.chosen) {
      const results = await runMeasure(server, measure, options);
      all[measure.name] = results;
      console.log(`${measureLines(measure, results).join("\n")}\n`);
    }
    const folder = new URL("results/", import.meta.url);
    await mkdir(folder, { recursive: true });
    const name = `${calibration.at.slice(0, 19).replaceAll(":", "")}.json`;
    await writeFile(new URL(name, folder), `${JSON.stringify({ calibration, options, results: all }, null, 2)}\n`);
    console.log(`written: infra/bench/results/${name}`);
  } finally {
    await server.stop();
  }
}

try {
  await main(readOptions(process.argv.slice(2), measures));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { mkdir, writeFile } from "node:fs/promises";
import { calibrate, calibrationLines } from "./calibration.ts";
import { runCrashLab } from "./crash.ts";
import { startServer } from "./database.ts";
import { filledDatabases } from "./filled-databases.ts";
import { measures } from "./measures/measures.ts";
import { readOptions, type Options } from "./options.ts";
import { measureLines, quietLine, type SubjectResult } from "./results.ts";
import { runMeasure } from "./run-measure.ts";

async function writeResults(at: string, results: object): Promise<string> {
  const folder = new URL("results/", import.meta.url);
  await mkdir(folder, { recursive: true });
  const name = `${at.slice(0, 19).replaceAll(":", "")}.json`;
  await writeFile(new URL(name, folder), `${JSON.stringify(results, null, 2)}\n`);
  return `infra/bench/results/${name}`;
}

async function measureAll(options: Options): Promise<void> {
  const starting = startServer();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // The server and its folder are gigabytes that nobody else would clear away.
    process.once(signal, () => void starting.then((server) => server.stop()).finally(() => process.exit(130)));
  }
  const server = await starting;
  const filled = filledDatabases(server);
  try {
    const [version] = await server.ask("show server_version");
    const calibration = calibrate(`PostgreSQL ${version?.server_version}`);
    console.log(calibrationLines(calibration).join("\n"));
    console.log(`medians of ${options.rounds} rounds, rates over ${options.seconds} s; ratios within each round\n`);
    const results: Record<string, readonly SubjectResult[]> = {};
    for (const measure of options.chosen) {
      const result = await runMeasure({ server, filled, options }, measure);
      results[measure.name] = result;
      console.log(`${measureLines(measure, result).join("\n")}\n`);
    }
    console.log(quietLine(Object.values(results).flat()));
    const { rounds, seconds, scale, largest } = options;
    console.log(
      `written: ${await writeResults(calibration.at, { calibration, rounds, seconds, scale, largest, results })}`,
    );
  } finally {
    await server.stop();
  }
}

async function main([first, ...others]: readonly string[]): Promise<number> {
  if (first === "crash") return runCrashLab(others);
  await measureAll(readOptions(first === undefined ? [] : [first, ...others], measures));
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import type { BenchServer } from "./database.ts";
import type { filledDatabases } from "./filled-databases.ts";
import { readFilledName } from "./measures/growth.ts";
import type { Measure } from "./measures/measure.ts";
import type { Options } from "./options.ts";
import { progress } from "./progress.ts";
import { waitForQuiet } from "./quiet.ts";
import type { Round, SubjectResult } from "./results.ts";
import { sampleInProcess } from "./sample-process.ts";

const databaseName = "bench_sample";

export interface Bench {
  readonly server: BenchServer;
  readonly filled: ReturnType<typeof filledDatabases>;
  readonly options: Options;
}

/** One subject, once, in a database of its own: an empty one, or a copy of a filled one. */
async function sample({ server, filled, options }: Bench, measure: Measure, name: string): Promise<Round> {
  const { subject, size } = readFilledName(name);
  const template = size > 0 ? await filled.template(subject, size) : undefined;
  const url = await server.create(databaseName, template);
  const { seconds, scale } = options;
  const busy = await waitForQuiet(options.waitMs);
  const install = size === 0 && measure.installs !== true;
  const reply = await sampleInProcess({
    measure: measure.name,
    subject: name,
    url,
    seconds,
    scale,
    filled: size,
    install,
  });
  await server.drop(databaseName);
  return "sample" in reply ? { ...reply.sample, busy } : reply;
}

/** All rounds of a measure. Each round begins with another subject, so that none is always the first. */
export async function runMeasure(bench: Bench, measure: Measure): Promise<SubjectResult[]> {
  const { server, options } = bench;
  const subjects = measure.subjects.filter((name) => readFilledName(name).size <= options.largest);
  const rounds = new Map<string, Round[]>(subjects.map((subject) => [subject, []]));
  await server.set(measure.server ?? {});
  for (let round = 0; round < options.rounds; round += 1) {
    const first = round % subjects.length;
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)]) {
      progress(`${measure.name}, round ${round + 1} of ${options.rounds}: ${subject}`);
      rounds.get(subject)?.push(await sample(bench, measure, subject));
    }
  }
  progress("");
  await server.set(Object.fromEntries(Object.keys(measure.server ?? {}).map((name) => [name, ""])));
  return subjects.map((subject) => ({
    subject,
    rounds: rounds.get(subject) ?? [],
  }));
}

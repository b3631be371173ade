import { parseArgs } from "node:util";
import type { Measure } from "./measures/measure.ts";

export interface Options {
  readonly chosen: readonly Measure[];
  readonly rounds: number;
  readonly seconds: number;
  readonly quick: boolean;
  readonly full: boolean;
}

/**
 * Reads the command line: names of measures, or beginnings of them (none: all), `--quick`, `--rounds 3`, `--full`.
 * Throws a sentence for whoever typed it.
 */
export function readOptions(given: readonly string[], measures: readonly Measure[]): Options {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      rounds: { type: "string", default: "3" },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error(`--rounds ${values.rounds}: give a number from 1`);
  const begins = (measure: Measure) => positionals.some((name) => measure.name.startsWith(name));
  for (const name of positionals) {
    if (measures.some((measure) => measure.name.startsWith(name))) continue;
    throw new Error(`no measure ${name}; there are ${measures.map((measure) => measure.name).join(", ")}`);
  }
  const chosen = positionals.length === 0 ? measures : measures.filter(begins);
  return { chosen, rounds, seconds: values.quick ? 1 : 3, quick: values.quick, full: values.full };
}

import { parseArgs } from "node:util";
import { fullSize } from "./measures/growth.ts";
import type { Measure, Scale } from "./measures/measure.ts";

export interface Options {
  readonly chosen: readonly Measure[];
  readonly rounds: number;
  readonly seconds: number;
  /** How long to wait for a quiet machine before each sample. */
  readonly waitMs: number;
  readonly scale: Scale;
  /** Events in the largest store that growth is measured on. */
  readonly largest: number;
}

/** The measure of that name, else those whose names begin so. */
function meant(name: string, measures: readonly Measure[]): readonly Measure[] {
  const exact = measures.filter((measure) => measure.name === name);
  const found = exact.length > 0 ? exact : measures.filter((measure) => measure.name.startsWith(name));
  if (found.length > 0) return found;
  throw new Error(`no measure ${name}; there are ${measures.map((measure) => measure.name).join(", ")}`);
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`--${name} ${text}: give a number from ${least}`);
}

/**
 * Reads the command line: names of measures, or beginnings of them (none: all), `--quick`, `--full`, `--rounds 3`,
 * `--wait 5`. Throws a sentence for whoever typed it.
 */
export function readOptions(given: readonly string[], measures: readonly Measure[]): Options {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      rounds: { type: "string", default: "3" },
      wait: { type: "string", default: "5" },
    },
  });
  const rounds = wholeNumber("rounds", values.rounds, 1);
  const waitMs = wholeNumber("wait", values.wait, 0) * 1000;
  const named = positionals.flatMap((name) => meant(name, measures));
  const chosen = positionals.length === 0 ? measures : measures.filter((measure) => named.includes(measure));
  const scale = values.quick ? "quick" : values.full ? "full" : "usual";
  const largest = { quick: 100_000, usual: 1_000_000, full: fullSize }[scale];
  return { chosen, rounds, seconds: scale === "quick" ? 1 : 3, waitMs, scale, largest };
}

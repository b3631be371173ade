import type { Measure, Sample } from "./measures/measure.ts";
import { median, spread } from "./statistics.ts";
import { figure, table } from "./table.ts";

/** A sample, and the share of the machine in percent that others kept busy just before; or why there is none. */
export type Round = (Sample & { readonly busy: number }) | { readonly failure: string };

/** All rounds of one subject in one measure. */
export interface SubjectResult {
  readonly subject: string;
  readonly rounds: readonly Round[];
}

const samplesOf = (result: SubjectResult) => result.rounds.filter((round) => "value" in round);

/** How quiet the machine was, over all samples of a run; figures of a run where it was not say little. */
export function quietLine(results: readonly SubjectResult[]): string {
  const busy = results.flatMap(samplesOf).map((sample) => sample.busy);
  if (busy.length === 0) return "no sample was taken";
  return (
    `others kept ${figure(median(busy))} % of the machine busy before a sample (median), ` +
    `${figure(Math.max(...busy))} % before the worst`
  );
}

/**
 * How a subject stands to the base: the median of the ratios within each round, so that a machine that grows slower
 * from round to round changes nothing. Null where no round has both.
 */
export function ratioToBase(result: SubjectResult, base: SubjectResult | undefined): number | null {
  const ratios = result.rounds.flatMap((round, index) => {
    const other = base?.rounds[index];
    return "value" in round && other && "value" in other && other.value > 0 ? [round.value / other.value] : [];
  });
  return ratios.length > 0 ? median(ratios) : null;
}

function detailNames(results: readonly SubjectResult[]): string[] {
  return [...new Set(results.flatMap(samplesOf).flatMap((sample) => Object.keys(sample.details)))];
}

function detailCell(samples: readonly Pick<Sample, "details">[], name: string): string {
  const values = samples.flatMap(({ details }) => details[name] ?? []);
  return values.length > 0 ? figure(median(values)) : "";
}

function row(result: SubjectResult, base: SubjectResult | undefined, details: readonly string[]): string[] {
  const samples = samplesOf(result);
  if (samples.length === 0) return [`  ${result.subject}`, "failed"];
  const values = samples.map(({ value }) => value);
  const ratio = ratioToBase(result, base);
  return [
    `  ${result.subject}`,
    figure(median(values)),
    ...(base ? [ratio === null ? "" : ratio.toFixed(2)] : []),
    ...details.map((name) => detailCell(samples, name)),
    `±${((spread(values) * 100) / 2).toFixed(0)} %`,
  ];
}

function failureLines(result: SubjectResult): string[] {
  const failures = result.rounds.flatMap((round) => ("failure" in round ? [round.failure] : []));
  const first = failures[0]?.split("\n").slice(0, 2).join(" ");
  return first
    ? [`    ${result.subject} failed in ${failures.length} of ${result.rounds.length} rounds: ${first}`]
    : [];
}

/** The table of one measure: medians of its rounds, ratios against its base, what failed and why. */
export function measureLines(measure: Measure, results: readonly SubjectResult[]): string[] {
  const details = detailNames(results);
  const base = results.find(({ subject }) => subject === measure.base);
  const head = ["", measure.unit, ...(base ? ["ratio"] : []), ...details, "rounds"];
  return [
    `${measure.title}   [${measure.name}; goal: ${measure.goal}]`,
    ...table([head, ...results.map((result) => row(result, base, details))]),
    ...results.flatMap(failureLines),
  ];
}

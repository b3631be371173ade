import { parseArgs } from "node:util";
import { OperatorError } from "@mingzhang/runtime";
import { type RoundResult, runCrashLab } from "./crash-lab.ts";

const usage = "crash-lab/main.ts [--rounds N] [--seed S] [--round K]";

// Runs rounds of the crash laboratory and prints what each did, then a table. Exits 0 where nothing was lost, 1 where
// anything was, 2 on a wrong call. A round is repeated with its seed and `--round`.
function readArguments(): { seed: number; rounds: readonly number[] } {
  const number = (name: string, text: string | undefined, fallback: number): number => {
    if (text === undefined) return fallback;
    if (!/^[1-9]\d{0,8}$/.test(text)) {
      throw new OperatorError([
        `--${name}=${text} 应为正整数。用法：${usage}`,
        `--${name}=${text}: give a whole number from 1. Usage: ${usage}`,
      ]);
    }
    return Number(text);
  };
  const options = { rounds: { type: "string" }, seed: { type: "string" }, round: { type: "string" } } as const;
  try {
    const { values } = parseArgs({ options });
    const seed = number("seed", values.seed, 1 + Math.floor(Math.random() * 999_999));
    if (values.round !== undefined) return { seed, rounds: [number("round", values.round, 1)] };
    return { seed, rounds: Array.from({ length: number("rounds", values.rounds, 10) }, (_, index) => index + 1) };
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError([`参数有误。用法：${usage}`, `${(error as Error).message}. Usage: ${usage}`]);
  }
}

function tableOf(results: readonly RoundResult[]): string {
  const victims = [...new Set(results.map(({ plan }) => `${plan.shape} ${plan.victim}`))].toSorted();
  const rows = victims.map((victim) => {
    const own = results.filter(({ plan }) => `${plan.shape} ${plan.victim}` === victim);
    const sum = (of: (one: RoundResult) => number) => own.reduce((total, one) => total + of(one), 0);
    const times = own.map(({ recoveredMs }) => recoveredMs).toSorted((a, b) => a - b);
    return [
      victim,
      own.length,
      sum(({ sent }) => sent),
      sum(({ acknowledged }) => acknowledged),
      sum(({ retries }) => retries),
      times[Math.floor(times.length / 2)] ?? 0,
      times.at(-1) ?? 0,
      sum(({ faults }) => faults.length),
    ];
  });
  const head = ["killed", "rounds", "sent", "acknowledged", "retried", "whole again ms p50", "max", "faults"];
  return [head, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

try {
  const asked = readArguments();
  const began = performance.now();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const results = await runCrashLab({ ...asked, say });
  const faults = results.reduce((sum, one) => sum + one.faults.length, 0);
  const seconds = Math.round((performance.now() - began) / 1000);
  const stored = results.at(-1)?.stored ?? 0;
  say(tableOf(results));
  say(`seed ${asked.seed}: ${results.length} rounds in ${seconds} s, ${stored} events, ${faults} faults`);
  process.exit(faults === 0 ? 0 : 1);
} catch (error) {
  const known = error instanceof OperatorError;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exit(known ? 2 : 1);
}

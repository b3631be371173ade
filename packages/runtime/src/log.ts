import { pino, type Logger } from "pino";

export type Log = Logger;

const hidden = ["authorization", "cookie", "password", "token"].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** The line a person reads at a terminal, from the line a machine would read. */
export function readableLine(line: string): string {
  const { level, time, msg = "", err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const facts = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const stack = (err as { stack?: string } | undefined)?.stack;
  return (
    [String(time).slice(11, 19), String(level).padEnd(5), msg, ...facts].join(" ") + (stack ? `\n${stack}\n` : "\n")
  );
}

/** Writes at once, so that the last line before a crash is not lost: JSON into a pipe or file, words at a terminal. */
export function createLog(level: string): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: hidden, censor: "***" },
  };
  return process.stdout.isTTY
    ? pino(options, { write: (line: string) => process.stdout.write(readableLine(line)) })
    : pino(options, pino.destination({ sync: true }));
}

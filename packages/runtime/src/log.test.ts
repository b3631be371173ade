import { expect, test } from "vitest";
import { readableLine } from "./log.ts";

test("a line for a terminal has the time, the level, the words and the facts", () => {
  const line = '{"level":"warn","time":"2026-01-09T02:11:07.123Z","port":8080,"folder":"a b","msg":"port is taken"}';
  expect(readableLine(line)).toBe("02:11:07 warn  port is taken port=8080 folder=a b\n");
});

test("an error shows its stack", () => {
  const err = { message: "no", stack: "Error: no\n  at x" };
  const line = JSON.stringify({ level: "fatal", time: "2026-01-09T02:11:07.123Z", err, msg: "crashed" });
  expect(readableLine(line)).toBe("02:11:07 fatal crashed\nError: no\n  at x\n");
});

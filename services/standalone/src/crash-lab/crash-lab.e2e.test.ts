import { describe, expect, it } from "vitest";
import { runCrashLab } from "./crash-lab.ts";

describe("ten rounds in the crash laboratory", () => {
  it("lose nothing, double nothing, and leave tables that are the fold, whoever is killed", async () => {
    const said: string[] = [];
    const rounds = Array.from({ length: 10 }, (_, index) => index + 1);
    const results = await runCrashLab({ seed: Date.now() % 1_000_000, rounds, say: (line) => said.push(line) });
    expect(
      results.flatMap(({ faults }) => faults),
      said.join("\n"),
    ).toEqual([]);
    expect(results.every(({ acknowledged, sent }) => acknowledged > 0 && acknowledged === sent)).toBe(true);
    const shapes = new Set(results.map(({ plan }) => plan.shape));
    expect([...shapes]).toEqual(["together", "apart"]);
  }, 300_000);
});

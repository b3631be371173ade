import { OperatorError } from "@mingzhang/runtime";
import { describe, expect, it } from "vitest";
import { importArguments } from "./arguments.ts";

describe("the arguments of an import", () => {
  it.each([
    [["plan.xlsx"], { file: "plan.xlsx", dryRun: false, adoptedOn: null }],
    [["--dry-run", "plan.xlsx"], { file: "plan.xlsx", dryRun: true, adoptedOn: null }],
    [["规划 1.xlsx", "--adopted-on=2021-03-02"], { file: "规划 1.xlsx", dryRun: false, adoptedOn: "2021-03-02" }],
  ])("%j are understood", (args, read) => expect(importArguments(args)).toEqual(read));

  it.each([[[]], [["a.xlsx", "b.xlsx"]], [["a.xlsx", "--adopted-on=2021-02-30"]], [["a.xlsx", "--dryrun"]]])(
    "%j are answered with the usage",
    (args) => {
      expect(() => importArguments(args)).toThrow(OperatorError);
      expect(() => importArguments(args)).toThrow("Usage: npm run import -- FILE.xlsx [--dry-run]");
    },
  );
});

import { describe, expect, it } from "vitest";
import { backupArguments, restoreArguments } from "./arguments.ts";

describe("what stands after npm run backup", () => {
  it("is a file, or nothing", () => {
    expect(backupArguments([])).toEqual({ file: null });
    expect(backupArguments(["a b.zip"])).toEqual({ file: "a b.zip" });
  });

  it.each([["a", "b"], ["--force"], ["--file=x"], ["-x"], [""]].map((args) => [args]))("is not %j", (args) => {
    expect(() => backupArguments(args)).toThrow(
      /^[^\n]*用法：npm run backup[^\n]* ｜ [^\n]*Usage: npm run backup[^\n]*$/,
    );
  });
});

describe("what stands after npm run restore", () => {
  it("is a file, and what may be overridden or asked", () => {
    expect(restoreArguments(["a.zip"])).toEqual({ file: "a.zip", override: false, published: null });
    const published = "https://example.org/log/checkpoint";
    expect(restoreArguments(["--override", "a.zip", `--published=${published}`])).toEqual({
      file: "a.zip",
      override: true,
      published,
    });
    expect(restoreArguments(["a.zip", "--published", published]).published).toBe(published);
  });

  it.each(
    [
      [],
      ["a", "b"],
      ["a", "--overide"],
      ["a", "--override=yes"],
      ["a", "--published"],
      ["a", "--published=example.org"],
      ["a", "--published=ftp://example.org/x"],
      [""],
    ].map((args) => [args]),
  )("is not %j", (args) => {
    expect(() => restoreArguments(args)).toThrow(
      /^[^\n]*用法：npm run restore[^\n]* ｜ [^\n]*Usage: npm run restore[^\n]*$/,
    );
  });
});

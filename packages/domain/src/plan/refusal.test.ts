import { describe, expect, it } from "vitest";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { explain } from "../words/explain.ts";
import { namesOf } from "../words/names.ts";
import { readCommand } from "./read-command.ts";
import { refusal, refusalCodes } from "./refusal.ts";

/** Decided above the domain, where the store and the client's key are known; tested there. */
const ofTheService = [
  "idempotency-key-reused",
  "unreadable-record",
  "stale-position",
  "evidence-not-held",
  "entry-too-large",
  "conflict",
];

describe("refusals", () => {
  it("each occur in a test", () => {
    const folder = new URL("..", import.meta.url).pathname;
    const tests = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts") && !file.endsWith("refusal.test.ts"))
      .map((file) => readFileSync(join(decodeURI(folder), file), "utf8"))
      .join("\n");
    const untested = refusalCodes.filter((code) => !tests.includes(`"${code}"`) && !ofTheService.includes(code));
    expect(untested.filter((code) => code !== "invalid-input")).toEqual([]);
  });

  it.each(refusalCodes)("%s has a sentence in both languages", (code) => {
    for (const lang of ["zh", "en"] as const) {
      expect(explain(refusal(code), namesOf(null), lang).length).toBeGreaterThan(5);
    }
  });

  it("names every faulty field of an input, with its value and a remedy", () => {
    const data = { project: "Not A Code", amountFen: "12.5", voucher: "", note: null, colour: "red" };
    const read = readCommand("ReleaseFunds", { occurredOn: "2016-02-30", data });
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.refusals.map(({ field }) => field)).toEqual([
      "occurredOn",
      "project",
      "amountFen",
      "voucher",
      "colour",
    ]);
    const words = explain(read.refusals[2]!, namesOf(null), "zh");
    expect(words).toBe("amountFen的值“12.5”无效：请填写大于零的整数分。");
  });

  it.each(["constructor", "a_b", "A", "-a", "a--b", "", "a".repeat(61)])("refuses %j as a code", (project) => {
    const data = { project, amountFen: "1", voucher: "V", note: null };
    expect(readCommand("ReleaseFunds", { occurredOn: "2016-02-01", data }).ok).toBe(false);
  });

  it.each(["1.5", "-100", "0", "1e3", "", "９", "0x10"])("refuses %j as an amount", (amountFen) => {
    const data = { project: "housing", amountFen, voucher: "V", note: null };
    expect(readCommand("ReleaseFunds", { occurredOn: "2016-02-01", data }).ok).toBe(false);
  });

  it("reads a sound input into a command with a bigint", () => {
    const data = { project: "housing", amountFen: "250", voucher: "V", note: null };
    const read = readCommand("ReleaseFunds", { occurredOn: "2016-02-01", data });
    expect(read.ok && read.command.data).toEqual({ ...data, amountFen: 250n });
  });
});

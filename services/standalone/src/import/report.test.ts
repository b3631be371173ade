import { describe, expect, it } from "vitest";
import { importReport } from "./report.ts";

describe("the report of an import", () => {
  it("puts every fault in a line with its place, value and remedy", () => {
    const report = importReport(
      {
        __typename: "Refusal",
        details: [
          { field: "项目表!F5", value: "三百", zh: "不是金额", en: "is no amount" },
          { field: null, value: null, zh: "缺少工作表", en: "a sheet is missing" },
        ],
      },
      false,
    );
    expect(report.split("\n")).toEqual([
      "未记录任何内容：发现 2 处问题 ｜ Nothing was recorded: 2 faults",
      "位置 Where  值 Value  问题与办法 What is wrong and what helps",
      "项目表!F5   三百      不是金额 ｜ is no amount",
      "                      缺少工作表 ｜ a sheet is missing",
      "",
    ]);
  });

  it("tells what would be, what is and what had been recorded", () => {
    const accepted = { __typename: "Recorded", slug: "x", repeated: false, events: [{ zh: "甲", en: "A" }] } as const;
    expect(importReport(accepted, false)).toBe("x：已记录 1 条 ｜ recorded 1 events\n  甲 ｜ A\n");
    expect(importReport(accepted, true)).toContain("would record 1 events");
    expect(importReport({ ...accepted, repeated: true }, false)).toContain("had been recorded before");
    expect(importReport({ ...accepted, events: [] }, false)).toContain("there is nothing to record");
  });
});

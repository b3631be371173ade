import { createTranslate } from "@mingzhang/ui";
import { expect, it } from "vitest";
import { catalogs, type MessageId } from "../i18n/text.tsx";
import type { RecordPlan } from "./kind.ts";
import { options } from "./options.ts";

const t = createTranslate<MessageId>("zh-CN", catalogs);
const milestone = (code: string, reachedOn: string | null) => ({ code, name: code, dueOn: "2018-06-30", reachedOn });
const evidence = [
  { sha256: "aa", caption: "封顶", occurredOn: "2016-09-30", withdrawn: null },
  { sha256: "bb", caption: "开工", occurredOn: "2016-03-01", withdrawn: { on: "2016-04-01" } },
];
const plan = {
  years: [{ year: 2016 }, { year: 2017 }],
  projects: [{ code: "crafts", milestones: [milestone("hall", "2016-09-30"), milestone("roof", null)], evidence }],
} as unknown as RecordPlan;
const codes = (type: "milestone" | "anyMilestone" | "evidence" | "baseYear", values: Record<string, string>) =>
  options(type, { plan, values, t }).map(({ value }) => value);

it("milestones are those of the chosen project that are still open", () => {
  expect(codes("milestone", {})).toEqual([]);
  expect(codes("milestone", { project: "crafts" })).toEqual(["roof"]);
});

it("a correction keeps the milestone that it is about, reached as it may be", () => {
  expect(codes("milestone", { project: "crafts", milestone: "hall" })).toEqual(["hall", "roof"]);
});

it("a photo may show a milestone that was reached", () => {
  expect(codes("anyMilestone", { project: "crafts" })).toEqual(["hall", "roof"]);
});

it("only what is still shown can be taken down, and a correction keeps what it is about", () => {
  expect(codes("evidence", { project: "crafts" })).toEqual(["aa"]);
  expect(codes("evidence", { project: "crafts", sha256: "bb" })).toEqual(["aa", "bb"]);
  expect(codes("evidence", {})).toEqual([]);
});

it("bases are those of the years before the plan's", () => {
  expect(codes("baseYear", {})).toEqual(["2015", "2016"]);
});

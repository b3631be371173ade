import { createTranslate } from "@mingzhang/ui";
import { expect, it } from "vitest";
import { catalogs, type MessageId } from "../i18n/text.tsx";
import type { RecordPlan } from "./kind.ts";
import { options } from "./options.ts";

const t = createTranslate<MessageId>("zh-CN", catalogs);
const milestone = (code: string, reachedOn: string | null) => ({ code, name: code, dueOn: "2018-06-30", reachedOn });
const plan = {
  years: [{ year: 2016 }, { year: 2017 }],
  projects: [{ code: "crafts", milestones: [milestone("hall", "2016-09-30"), milestone("roof", null)] }],
} as unknown as RecordPlan;
const codes = (type: "milestone" | "baseYear", values: Record<string, string>) =>
  options(type, { plan, values, t }).map(({ value }) => value);

it("milestones are those of the chosen project that are still open", () => {
  expect(codes("milestone", {})).toEqual([]);
  expect(codes("milestone", { project: "crafts" })).toEqual(["roof"]);
});

it("a correction keeps the milestone that it is about, reached as it may be", () => {
  expect(codes("milestone", { project: "crafts", milestone: "hall" })).toEqual(["hall", "roof"]);
});

it("bases are those of the years before the plan's", () => {
  expect(codes("baseYear", {})).toEqual(["2015", "2016"]);
});

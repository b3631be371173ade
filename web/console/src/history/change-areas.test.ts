import { expect, it } from "vitest";
import { areaOf } from "./change-areas.ts";

it.each([
  ["total", "plan"],
  ["rule.ratePercent", "plan"],
  ["bases.2015.confirmed", "plan"],
  ["years.2017.byRule", "years"],
  ["sectors.talent.years.2017", "sectors"],
  ["accounts.subledger:housing.balance", "accounts"],
  ["projects.housing.milestones.roofs.status", "projects"],
])("%s belongs to %s", (path, area) => {
  expect(areaOf(path)).toBe(area);
});

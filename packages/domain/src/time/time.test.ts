import { describe, expect, it } from "vitest";
import { addDays, dayOfInstant, daysBetween, isDay } from "./day.ts";
import { instantOf, parseInstant } from "./instant.ts";

describe("days", () => {
  it.each(["2016-02-29", "2020-12-31", "1999-01-01"])("%s exists", (text) => expect(isDay(text)).toBe(true));
  it.each(["2016-02-30", "2017-02-29", "2016-13-01", "2016-1-1", "", "20160101", "2016-01-01T00:00:00Z"])(
    "%j does not exist",
    (text) => expect(isDay(text)).toBe(false),
  );

  it("falls on the Shanghai side of midnight", () => {
    expect(dayOfInstant("2026-01-08T15:59:59.999999Z")).toBe("2026-01-08");
    expect(dayOfInstant("2026-01-08T16:00:00.000000Z")).toBe("2026-01-09");
  });

  it("counts days across a leap year", () => {
    expect(daysBetween("2016-02-28", "2016-03-01")).toBe(2);
    expect(addDays("2016-12-31", 1)).toBe("2017-01-01");
  });
});

describe("instants", () => {
  it.each([
    ["2026-01-09T10:11:07.123456+08:00", "2026-01-09T02:11:07.123456Z"],
    ["2026-01-09T02:11:07Z", "2026-01-09T02:11:07.000000Z"],
    ["2026-01-09T02:11Z", "2026-01-09T02:11:00.000000Z"],
    ["2026-01-09T02:11:07.1Z", "2026-01-09T02:11:07.100000Z"],
  ])("%s is %s", (text, canonical) => expect(parseInstant(text)).toBe(canonical));

  it.each(["2026-01-09", "2026-01-09T02:11:07", "2026-02-30T00:00:00Z", "2026-01-09T24:00:00Z", "now", ""])(
    "%j is none",
    (text) => expect(parseInstant(text)).toBeNull(),
  );

  it("writes a clock reading in the same form", () => {
    expect(instantOf(new Date("2026-01-09T02:11:07.123Z"))).toBe("2026-01-09T02:11:07.123000Z");
  });
});

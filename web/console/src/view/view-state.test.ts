import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoDay } from "./iso-day.ts";
import { clockOfInstant, endOfDay, instantOfClock, justBefore } from "./shanghai-clock.ts";
import { isPast, readView, searchFor, withParams } from "./view-state.ts";
import { yearMarks } from "./year-marks.ts";

describe("the view in the address", () => {
  it("is now where the address says nothing", () => {
    expect(readView(new URLSearchParams("figure=total&asOf="))).toEqual({ asOf: null, knownAt: null });
    expect(isPast(readView(new URLSearchParams()))).toBe(false);
  });

  it("is the past where either date is set", () => {
    expect(isPast(readView(new URLSearchParams("asOf=2018-06-30")))).toBe(true);
    expect(isPast(readView(new URLSearchParams("knownAt=2019-01-09T02:00:00.000Z")))).toBe(true);
  });

  it("goes along to other pages with unit and language, and nothing else does", () => {
    const here = new URLSearchParams("asOf=2018-06-30&figure=total&unit=yuan&project=housing");
    expect(searchFor(here)).toBe("?asOf=2018-06-30&unit=yuan");
    expect(searchFor(here, { asOf: null, kind: "payment" })).toBe("?unit=yuan&kind=payment");
    expect(searchFor(new URLSearchParams("project=housing"))).toBe("");
  });

  it("survives its way into the address and back, whatever the instant holds", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (asOf, knownAt) => {
        const text = withParams(new URLSearchParams(), { asOf, knownAt }).toString();
        expect(readView(new URLSearchParams(text))).toEqual({ asOf: asOf || null, knownAt: knownAt || null });
      }),
    );
  });

  it("loses a parameter that is set to null, and keeps the others as they are", () => {
    const params = new URLSearchParams("a=1&b=2");
    expect(withParams(params, { a: null, c: "3" }).toString()).toBe("b=2&c=3");
    expect(params.toString()).toBe("a=1&b=2");
  });
});

describe("the clock of Shanghai", () => {
  it("reads what the input holds, in whatever zone the browser stands", () => {
    expect(instantOfClock("2019-01-09T10:00")).toBe("2019-01-09T02:00:00.000Z");
    expect(instantOfClock("2019-01-01T07:59:30")).toBe("2018-12-31T23:59:30.000Z");
    expect(instantOfClock("")).toBeNull();
    expect(instantOfClock("2019-13-45T10:00")).toBeNull();
  });

  it("writes what it reads", () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 30 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const instant = new Date(Date.UTC(2000, 0, 1) + minute * 60_000).toISOString();
        expect(instantOfClock(clockOfInstant(instant))).toBe(instant);
      }),
    );
  });

  it("ends a day where the next one begins in Shanghai", () => {
    expect(endOfDay("2018-06-30")).toBe("2018-06-30T15:59:59.999Z");
  });

  it.each([
    ["2019-01-09T02:11:07.123456Z", "2019-01-09T02:11:07.123455Z"],
    ["2019-01-01T00:00:00.000000Z", "2018-12-31T23:59:59.999999Z"],
    ["2019-01-09T02:11:07.5Z", "2019-01-09T02:11:07.499999Z"],
    ["2019-01-09T02:11:07Z", "2019-01-09T02:11:06.999999Z"],
  ])("just before %s is %s", (instant, before) => {
    expect(justBefore(instant)).toBe(before);
  });
});

describe("the marks of the slider", () => {
  it("stand on the first days of the years, by their distance from the first day", () => {
    expect(yearMarks("2016-01-01", "2018-02-01")).toEqual({ 0: "2016", 366: "2017", 731: "2018" });
    expect(yearMarks("2016-03-01", "2017-01-01")).toEqual({ 306: "2017" });
  });

  it("leave years out where there are many", () => {
    expect(Object.values(yearMarks("2000-01-01", "2016-01-01"))).toEqual([
      "2000",
      "2002",
      "2004",
      "2006",
      "2008",
      "2010",
      "2012",
      "2014",
      "2016",
    ]);
  });
});

describe("a typed date", () => {
  it.each([
    ["2018-6-3", "2018-06-03"],
    ["2018/06/30", "2018-06-30"],
    ["20180630", "2018-06-30"],
    ["２０１８年6月30日", "2018-06-30"],
    ["2018-02-29", null],
    ["2018-13-01", null],
    ["18-06-30", null],
    ["", null],
  ])("%s is %s", (text, day) => {
    expect(isoDay(text)).toBe(day);
  });
});

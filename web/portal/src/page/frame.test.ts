import { describe, expect, it } from "vitest";
import { frameFor } from "../testing/baiyu.ts";
import { atPresent, href, inLanguage, permalink, withQuery } from "./frame.ts";

const asked = { asOf: "2018-06-30", knownAt: "2018-07-01T00:00:00.000000Z" };
const frame = frameFor(null, { path: "/x", query: { page: "2" }, asked, askedLang: "en", lang: "en" });

describe("addresses", () => {
  it("carry dates and language, after what is their own", () => {
    expect(href(frame, "/entries/1")).toBe("/entries/1?asOf=2018-06-30&knownAt=2018-07-01T00:00:00.000000Z&lang=en");
    expect(href(frame, "/x", { page: "3" })).toMatch(/^\/x\?page=3&asOf=/);
  });

  it("leave the past, and change language, on the same page", () => {
    expect(atPresent(frame)).toBe("/x?page=2&lang=en");
    expect(inLanguage(frame, "zh-CN")).toMatch(/^\/x\?page=2&asOf=.*&lang=zh-CN$/);
  });

  it("write both dates out where a state is to stay", () => {
    const now = { ...frame, asked: { asOf: null, knownAt: null }, askedLang: null };
    expect(permalink(now)).toBe("/x?page=2&asOf=2018-06-30&knownAt=2018-06-30T00:00:00.123456Z&lang=en");
  });

  it("escape what an address cannot hold", () => {
    expect(withQuery("/x", { a: "1 & 2=3", b: null, c: "2018-07-01T08:00:00+08:00" })).toBe(
      "/x?a=1%20%26%202%3D3&c=2018-07-01T08:00:00%2B08:00",
    );
  });
});

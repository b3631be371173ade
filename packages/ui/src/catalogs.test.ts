import { describe, expect, it } from "vitest";
import { uiCatalogs } from "./catalogs.ts";
import { parseLang } from "./lang.ts";
import { catalogFaults, type Catalogs, createTranslate, hasMessage } from "./translate.ts";

describe("catalogs", () => {
  it("have no fault", () => {
    expect(catalogFaults(uiCatalogs)).toEqual([]);
  });

  it("are found out where a message is empty, broken or takes other values", () => {
    const catalogs: Catalogs<"a" | "b" | "c" | "d"> = {
      "zh-CN": { a: "{days} 天", b: "好", c: "{n, plural, other {# {unit}}}", d: "好" },
      en: { a: "{day} days", b: " ", c: "{n, plural, one {# {unit}} other {# {unit}}}", d: "{broken" },
    };
    expect(catalogFaults(catalogs)).toEqual([
      "en a: takes {day} instead of {days}",
      "en b: is empty",
      expect.stringMatching(/^en d: does not compile/),
    ]);
  });

  it("are found out where Chinese words have the punctuation of another script", () => {
    const faultsOf = (message: string) => catalogFaults<"a">({ "zh-CN": { a: message }, en: { a: message } });
    for (const message of ["好,再来", "好:", "好(再来)", "他说“好”,走了", "等 3 天;再来"]) {
      expect(faultsOf(message), message).toEqual(["zh-CN a: has half-width punctuation beside Chinese"]);
    }
    const right = "好，写 2018-07-01T08:00:00+08:00（含 SHA-256, 见 https://a.example）：{n, plural, other {# 天}}";
    expect(faultsOf(right)).toEqual([]);
  });

  it("answer in the language asked for, with plural forms", () => {
    expect(createTranslate("zh-CN", uiCatalogs)("late.days", { days: 12 })).toBe("迟录 12 天");
    expect(createTranslate("en", uiCatalogs)("late.days", { days: 1 })).toBe("1 day late");
    expect(createTranslate("en", uiCatalogs)("late.days", { days: 12 })).toBe("12 days late");
  });

  it("know their ids", () => {
    expect(hasMessage(uiCatalogs, "transfer.release")).toBe(true);
    expect(hasMessage(uiCatalogs, "toString")).toBe(false);
  });
});

describe("languages", () => {
  it.each([
    ["zh", "zh-CN"],
    ["zh-Hant-TW", "zh-CN"],
    ["EN-gb", "en"],
    ["bo", null],
    ["", null],
    [null, null],
  ])("%s is %s", (text, lang) => {
    expect(parseLang(text)).toBe(lang);
  });
});

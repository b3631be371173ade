import { describe, expect, it } from "vitest";
import { personalDataIn } from "./personal-data.ts";

const kinds = (text: string) => personalDataIn({ purpose: text }).map(({ kind }) => kind);

describe("personal data in a public text", () => {
  it.each([
    ["联系人 13800138000", "mobile"],
    ["电话：138-0013-8000。", "mobile"],
    ["手机１３８００１３８０００", "mobile"],
    ["身份证11010519491231002X", "idCard"],
    ["证号 440308199901101512，已核", "idCard"],
    ["卡号6222 0201 1111 1111 115", null],
    ["卡号 6228480402564890018", "bankCard"],
    ["卡号 6228 4804 0256 4890 018", "bankCard"],
    ["4111-1111-1111-1111", "bankCard"],
    ["2017-01-09 13800138000", "mobile"],
  ])("%s", (text, kind) => {
    expect(kinds(text)).toEqual(kind === null ? [] : [kind]);
  });

  it.each([
    "县府办〔2016〕12号",
    "支-20170109-0013800138",
    "凭证 20170109001",
    "座机 0836-8321234",
    "统一社会信用代码 91510107MA61RJ0K5X",
    "3f2b8c1e-0d4a-4e6b-9a51-138001380001",
    "校验和 a13800138000b",
    "11010519491231002",
    "110105194912310021",
    "2016年1月1日至2020年12月31日",
  ])("is not seen in %s", (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it("is found at any depth, named by its field and masked; amounts are none", () => {
    const data = { amountFen: "13800138000", name: { zh: "甲", en: "call 13900139000" } };
    expect(personalDataIn(data)).toEqual([{ field: "name.en", kind: "mobile", masked: "139…00" }]);
  });
});

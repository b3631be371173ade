import { type GraphQLError, type GraphQLScalarType, parseValue } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../schema.ts";

const scalar = (name: string): GraphQLScalarType => schema.getType(name) as GraphQLScalarType;
const fromVariable = (name: string, value: unknown): unknown => scalar(name).parseValue(value);
const fromDocument = (name: string, text: string): unknown => scalar(name).parseLiteral(parseValue(text));

function codeOf(read: () => unknown): unknown {
  try {
    return `read as ${String(read())}`;
  } catch (error) {
    return (error as GraphQLError).extensions.code;
  }
}

describe("BigInt", () => {
  it.each([
    ["1200000", 1200000n],
    ["-5", -5n],
    ["0", 0n],
    ["999999999999999999", 999999999999999999n],
    [42, 42n],
    [Number.MAX_SAFE_INTEGER, 9007199254740991n],
  ])("reads the variable %j", (value, read) => {
    expect(fromVariable("BigInt", value)).toBe(read);
  });

  it.each([
    "12.5",
    "1e3",
    "0x10",
    "",
    " 1",
    "１２",
    "-0",
    "01",
    "+1",
    "1".repeat(19),
    12.5,
    2 ** 53,
    NaN,
    true,
    null,
    {},
  ])("refuses the variable %j", (value) => {
    expect(codeOf(() => fromVariable("BigInt", value))).toBe("BAD_NUMBER");
  });

  it.each(["12.5", "1e3", '"12.5"', '"1e3"', "true", "{ a: 1 }", "9999999999999999999"])(
    "refuses the literal %s",
    (text) => {
      expect(codeOf(() => fromDocument("BigInt", text))).toBe("BAD_NUMBER");
    },
  );

  it("writes digits", () => {
    expect(scalar("BigInt").serialize(2n ** 60n)).toBe("1152921504606846976");
  });
});

describe("Decimal", () => {
  it.each(["12.5", "0.000001", "-3", "100"])("keeps the text %s", (text) => {
    expect(fromVariable("Decimal", text)).toBe(text);
    expect(fromDocument("Decimal", `"${text}"`)).toBe(text);
    expect(fromDocument("Decimal", text)).toBe(text);
  });

  it.each(["1e3", ".5", "5.", "1,000", "", "NaN"])("refuses %j", (text) => {
    expect(codeOf(() => fromVariable("Decimal", text))).toBe("BAD_NUMBER");
  });

  it("refuses a JSON number with a fraction, which has been a binary float", () => {
    expect(codeOf(() => fromVariable("Decimal", 0.1))).toBe("BAD_NUMBER");
    expect(fromVariable("Decimal", 7)).toBe("7");
  });
});

describe("Date", () => {
  it("takes days that exist", () => {
    expect(fromVariable("Date", "2016-02-29")).toBe("2016-02-29");
    expect(fromDocument("Date", '"2016-02-29"')).toBe("2016-02-29");
  });

  it.each(["2015-02-29", "2016-2-3", "2016-01-01T00:00:00Z", "", 20160101])("refuses %j", (value) => {
    expect(codeOf(() => fromVariable("Date", value))).toBe("BAD_DATE");
  });
});

describe("DateTime", () => {
  it("brings an instant into canonical form without losing a microsecond", () => {
    expect(fromVariable("DateTime", "2026-01-09T10:11:07.123456+08:00")).toBe("2026-01-09T02:11:07.123456Z");
    expect(fromDocument("DateTime", '"2026-01-09T02:11Z"')).toBe("2026-01-09T02:11:00.000000Z");
  });

  it.each(["2026-01-09T02:11:07", "2026-01-09", "2026-13-01T00:00:00Z", "2026-01-09T02:11:07.1234567Z", 1])(
    "refuses %j",
    (value) => {
      expect(codeOf(() => fromVariable("DateTime", value))).toBe("BAD_INSTANT");
    },
  );
});

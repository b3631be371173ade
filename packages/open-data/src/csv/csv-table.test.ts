import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvTable, type CsvColumn } from "./csv-table.ts";
import { fenToYuan } from "./fen-to-yuan.ts";

const columns: CsvColumn[] = [
  { name: "项目", kind: "text" },
  { name: "amount", kind: "amount" },
  { name: "log_index", kind: "integer" },
  { name: "occurred_on", kind: "day" },
  { name: "recorded_at", kind: "instant" },
];

const anyText = fc.string({ unit: fc.oneof(fc.constantFrom(..."=+-@\t\r\n\",;'＝0a中"), fc.string({ maxLength: 1 })) });

describe("a CSV table", () => {
  it("has a byte order mark, a header, CRLF, and 元 with two decimals", () => {
    const row = ["偶曲河防洪综合治理", 1_850_000_000_00n, 7n, "2016-12-28", "2017-01-09T02:11:07.123456Z"];
    expect(csvTable({ columns, rows: [row], preamble: ["模拟数据"] })).toBe(
      "\ufeff模拟数据\r\n项目,amount,log_index,occurred_on,recorded_at\r\n" +
        "偶曲河防洪综合治理,1850000000.00,7,2016-12-28,2017-01-09T02:11:07.123456Z\r\n",
    );
  });

  it.each(["=1+1", "+86", "-", "@SUM(A1)", "\tx", "\rx", "＝1"])("puts an apostrophe before the text %j", (text) => {
    const csv = csvTable({ columns: [{ name: "note", kind: "text" }], rows: [[text]] });
    expect(parse(csv, { bom: true, from_line: 2 })).toEqual([[`'${text}`]]);
  });

  it("escapes a header and a preamble, and never an amount", () => {
    const csv = csvTable({ columns: [{ name: "=x", kind: "amount" }], rows: [[-5n], ["-12.5"]], preamble: ["@y"] });
    expect(csv).toBe("\ufeff'@y\r\n'=x\r\n-0.05\r\n-12.5\r\n");
  });

  it("keeps a row whose only cell is empty", () => {
    const csv = csvTable({ columns: [{ name: "note", kind: "text" }], rows: [[""], [null], ["x"]] });
    expect(parse(csv, { bom: true, skip_empty_lines: true })).toEqual([["note"], [""], [""], ["x"]]);
  });

  it("comes back from an outside parser as it went in", () => {
    const rowOf = fc.tuple(
      anyText,
      fc.bigInt(-(10n ** 18n), 10n ** 18n),
      fc.nat(),
      fc.option(fc.constant("2016-02-29")),
    );
    fc.assert(
      fc.property(fc.array(rowOf, { minLength: 1 }), (rows) => {
        const read = parse(csvTable({ columns: columns.slice(0, 4), rows }), {
          bom: true,
          from_line: 1,
          record_delimiter: "\r\n",
        }).slice(1);
        const expected = rows.map(([text, fen, index, day]) => [text, fenToYuan(fen), String(index), day ?? ""]);
        expect(read.map(([text = "", ...rest]) => [withoutEscape(text), ...rest])).toEqual(expected);
      }),
    );
  });

  it.each([
    ["amount", 1.5],
    ["amount", "1e3"],
    ["amount", "１２"],
    ["integer", 1.5],
    ["integer", "1"],
    ["text", 1],
    ["day", "2017-02-29"],
    ["day", 20170228],
    ["instant", "2017-01-09 02:11:07"],
    ["instant", "2017-01-09T25:11:07Z"],
  ] as const)("refuses %s %j", (kind, cell) => {
    expect(() => csvTable({ columns: [{ name: "x", kind }], rows: [[cell]] })).toThrow(TypeError);
  });

  it("refuses a row that is too short", () => {
    expect(() => csvTable({ columns, rows: [["x"]] })).toThrow("row 0 has 1 of 5 cells");
  });
});

describe("fen in 元", () => {
  it.each([
    [0n, "0.00"],
    [5n, "0.05"],
    [-5n, "-0.05"],
    [99n, "0.99"],
    [-12_345n, "-123.45"],
    [9_007_199_254_740_993n, "90071992547409.93"],
  ])("writes %s as %s", (fen, yuan) => {
    expect(fenToYuan(fen)).toBe(yuan);
  });
});

function withoutEscape(text: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text;
}

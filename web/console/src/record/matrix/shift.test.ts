import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellField, convertCells, matrixUnitField, shiftOf, sidesOf } from "./shift.ts";

const wan = 1_000_000n;
const years = [2016, 2017, 2018];
const projects = [
  {
    code: "housing",
    allocations: [
      { year: 2017, amount: { fen: "2827000000" } },
      { year: 2018, amount: { fen: "2720000000" } },
    ],
  },
  { code: "crafts", allocations: [{ year: 2016, amount: { fen: "300000000" } }] },
];
const typed = (cells: Record<string, string>) => shiftOf(projects, years, { values: cells });

describe("the matrix of a reallocation", () => {
  it("changes nothing where nothing was typed", () => {
    const shift = typed({});
    expect(shift.deltas).toEqual([]);
    expect(shift.difference).toBe(0n);
    expect(shift.cells[0]?.map(({ text }) => text)).toEqual(["", "2827", "2720"]);
  });

  it("takes and gives what the typed amounts differ from the plan's", () => {
    const shift = typed({ "cell:housing:2017": "2800.5", "cell:crafts:2017": "26.5" });
    expect(shift.deltas).toEqual([
      { project: "housing", year: 2017, fen: -26_500_000n },
      { project: "crafts", year: 2017, fen: 26_500_000n },
    ]);
    expect(shift.byYear).toEqual([0n, 0n, 0n]);
    expect(shift.byProject).toEqual([-26_500_000n, 26_500_000n]);
    expect(shift.difference).toBe(0n);
  });

  it("names the sides as a reallocation does: positive amounts, from and to", () => {
    expect(sidesOf(typed({ "cell:housing:2018": "2700", "cell:crafts:2016": "320" }).deltas)).toEqual({
      from: [{ project: "housing", year: 2018, amountFen: "20000000" }],
      to: [{ project: "crafts", year: 2016, amountFen: "20000000" }],
    });
  });

  it("is off by what is missing, per year and in all", () => {
    const shift = typed({ "cell:housing:2017": "2827.000001" });
    expect(shift.difference).toBe(1n);
    expect(shift.byYear).toEqual([0n, 1n, 0n]);
  });

  it("takes an emptied cell as nothing left in it", () => {
    expect(typed({ "cell:crafts:2016": "" }).deltas).toEqual([{ project: "crafts", year: 2016, fen: -300n * wan }]);
  });

  it("reads digits as they come from a Chinese keyboard or a spreadsheet", () => {
    expect(typed({ "cell:housing:2017": "２，８００．５" }).deltas).toEqual(
      typed({ "cell:housing:2017": "2800.5" }).deltas,
    );
  });

  it.each(["-1", "abc", "1e3", "1.2345678", "−5"])("marks %j as no amount, and counts it nowhere", (text) => {
    const shift = typed({ "cell:crafts:2016": text });
    expect(shift.faulty).toEqual([{ project: "crafts", year: 2016 }]);
    expect(shift.deltas).toEqual([]);
  });

  it("stands on the plan without the movement that a correction replaces", () => {
    const undone = [
      { project: "housing", year: 2017, fen: -27n * wan },
      { project: "crafts", year: 2016, fen: 27n * wan },
    ];
    const shift = shiftOf(projects, years, { values: {}, undone });
    expect(shift.cells[0]?.[1]?.before).toBe(2854n * wan);
    expect(shift.cells[1]?.[0]?.before).toBe(273n * wan);
    expect(shift.deltas).toEqual([]);
  });

  it("adds up by year, by project and in all, whatever is typed", () => {
    const cells = projects.flatMap(({ code }) => years.map((year) => cellField({ project: code, year })));
    const amount = fc
      .bigInt({ min: 0n, max: 10n ** 13n })
      .map((fen) => `${fen / wan}.${(fen % wan).toString().padStart(6, "0")}`);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...cells), amount), (values) => {
        const shift = typed(values);
        const sum = (parts: readonly bigint[]) => parts.reduce((total, part) => total + part, 0n);
        expect(sum(shift.byYear)).toBe(shift.difference);
        expect(sum(shift.byProject)).toBe(shift.difference);
        const { from, to } = sidesOf(shift.deltas);
        const total = (side: { amountFen: string }[]) => sum(side.map(({ amountFen }) => BigInt(amountFen)));
        expect(total(to) - total(from)).toBe(shift.difference);
      }),
    );
  });

  it("says the same in the other unit", () => {
    const values = { "cell:housing:2017": "2800.5", "cell:crafts:2017": "x", reason: "12" };
    const inYuan = convertCells(values, "yuan");
    expect(inYuan).toEqual({
      "cell:housing:2017": "28005000.00",
      "cell:crafts:2017": "x",
      reason: "12",
      [matrixUnitField]: "yuan",
    });
    expect(typed(inYuan).deltas).toEqual(typed(values).deltas);
    expect(convertCells(inYuan, "wan")["cell:housing:2017"]).toBe("2800.5");
  });
});

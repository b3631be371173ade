import { deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baiyu, bytesOf, edited } from "./annex-fixture.ts";
import { readPlanWorkbook } from "./read-plan-workbook.ts";
import { writePlanWorkbook } from "./write-plan-workbook.ts";
import { readZip, writeZip } from "./zip.ts";

const everything = { maxParts: 1000, maxBytes: 2 ** 26 };

describe("a file that is no plan workbook", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "empty-file"],
    ["text", "序号,项目名称\r\n1,x", "not-xlsx"],
    ["an old .xls or one with a password", Buffer.from("d0cf11e0a1b11ae1".padEnd(4096, "0"), "hex"), "not-xlsx"],
    ["another kind of zip", writeZip(new Map([["word/document.xml", Buffer.from("<w/>")]])), "not-xlsx"],
    ["an empty zip", writeZip(new Map()), "not-xlsx"],
    ["a file that is too large", new Uint8Array(6 * 1024 * 1024), "file-too-large"],
    ["a workbook of no XML", writeZip(new Map([["xl/workbook.xml", Buffer.from("x")]])), "broken-xlsx"],
  ])("%s is told as such", async (_, bytes, code) => {
    expect(await codesOf(Buffer.from(bytes))).toEqual([code]);
  });

  it("cut off anywhere is damaged or no workbook, and never a crash", async () => {
    const whole = await writePlanWorkbook(baiyu);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (length) => {
        expect(["broken-xlsx", "not-xlsx"]).toContain((await codesOf(whole.subarray(0, length)))[0]);
      }),
    );
  });

  it("with a figure changed in passing is damaged", async () => {
    const whole = Buffer.from(await writePlanWorkbook(baiyu));
    whole.write("<v>1850</v>".replace("5", "6"), whole.indexOf("<v>1850</v>"));
    expect(await codesOf(whole)).toEqual(["broken-xlsx"]);
  });

  it("with a byte changed is read or told as damaged, and never a crash", async () => {
    const whole = await bytesOf(new ExcelJS.Workbook());
    const place = fc.record({ at: fc.nat(whole.length - 1), byte: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(place, async ({ at, byte }) => {
        const changed = Uint8Array.from(whole);
        changed[at] = (changed[at] ?? 0) ^ byte;
        expect(await codesOf(changed)).not.toEqual([]);
      }),
    );
  });
});

describe("a file that is meant to harm", () => {
  it("does not inflate beyond the limit, whatever sizes it declares", async () => {
    const bomb = packed("xl/workbook.xml", Buffer.alloc(200 * 1024 * 1024), 10);
    expect(bomb.length).toBeLessThan(300_000);
    expect(await codesOf(bomb)).toEqual(["contents-too-large"]);
  });

  it.each([
    ["a merge over a whole sheet", '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'],
    ["a merge that runs backwards", '<mergeCells count="1"><mergeCell ref="XFD1048576:A1"/></mergeCells>'],
    ["a thousand merges and one", `<mergeCells>${'<mergeCell ref="A1:A2"/>'.repeat(1001)}</mergeCells>`],
  ])("is refused for %s", async (_, xml) => {
    expect(await codesOf(await withSheetXml((sheet) => sheet.replace(/<mergeCells.*<\/mergeCells>/, xml)))).toEqual([
      "contents-too-large",
    ]);
  });

  it("is refused for a merge that hides its range", async () => {
    const hidden = '<mergeCells count="1"><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>';
    const bytes = await withSheetXml((sheet) => sheet.replace(/<mergeCells.*<\/mergeCells>/, hidden));
    expect(await codesOf(bytes)).toEqual(["broken-xlsx"]);
  });

  it("is refused for more cells than a plan has", async () => {
    const cells = '<c r="A99"/>'.repeat(100_001);
    const bytes = await withSheetXml((sheet) =>
      sheet.replace("</sheetData>", `<row r="99">${cells}</row></sheetData>`),
    );
    expect(await codesOf(bytes)).toEqual(["contents-too-large"]);
  });

  it("costs nothing for columns or checks without end", async () => {
    const bytes = await withSheetXml((sheet) =>
      sheet
        .replace(/<cols>.*<\/cols>/, '<cols><col min="1" max="999999999" width="9"/></cols>')
        .replace("</mergeCells>", `</mergeCells>${validation("A1:XFD1048576")}`),
    );
    expect(await readPlanWorkbook(bytes)).toEqual({ ok: true, plan: baiyu });
  });

  it("costs nothing for one cell in the far corner", async () => {
    const corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>';
    expect(await codesOf(await withSheetXml((sheet) => sheet.replace("</sheetData>", corner)))).toContain(
      "missing-cell",
    );
  });
});

describe("a workbook from another program", () => {
  it("is read although its comments lie where the library does not look", async () => {
    const bytes = await edited(({ projects }) => {
      projects.getCell("E3").note = "核对过";
    });
    const parts = partsOf(bytes);
    const links = parts.get("xl/worksheets/_rels/sheet1.xml.rels")?.toString() ?? "";
    expect(links).toContain("../comments1.xml");
    parts.set(
      "xl/worksheets/_rels/sheet1.xml.rels",
      Buffer.from(links.replace("../comments1", "/xl/comments/comment1")),
    );
    expect(await readPlanWorkbook(writeZip(parts))).toEqual({ ok: true, plan: baiyu });
  });
});

async function codesOf(bytes: Uint8Array): Promise<string[]> {
  const reading = await readPlanWorkbook(bytes);
  return reading.ok ? [] : reading.faults.map((fault) => fault.code);
}

function partsOf(bytes: Uint8Array): Map<string, Buffer> {
  const parts = readZip(bytes, () => true, everything);
  if (typeof parts === "string") throw new Error(parts);
  return parts;
}

async function withSheetXml(change: (xml: string) => string): Promise<Uint8Array> {
  const parts = partsOf(await writePlanWorkbook(baiyu));
  const sheet = parts.get("xl/worksheets/sheet1.xml")?.toString() ?? "";
  const changed = change(sheet);
  expect(changed).not.toBe(sheet);
  return writeZip(parts.set("xl/worksheets/sheet1.xml", Buffer.from(changed)));
}

function validation(range: string): string {
  const rule = `type="decimal" operator="greaterThan" sqref="${range}"><formula1>0</formula1>`;
  return `<dataValidations count="1"><dataValidation ${rule}</dataValidation></dataValidations>`;
}

/** A zip with one deflated part that declares `size` bytes. */
function packed(name: string, content: Uint8Array, size: number): Buffer {
  const zip = writeZip(new Map([[name, deflateRawSync(content)]]));
  const central = zip.indexOf("PK\u0001\u0002");
  for (const at of [8, central + 10]) zip.writeUInt16LE(8, at);
  for (const at of [22, central + 24]) zip.writeUInt32LE(size, at);
  return zip;
}

import ExcelJS from "exceljs";
import { gridOf, type Grid } from "./grid.ts";
import { readZip, writeZip } from "./zip.ts";

/** Why the file as a whole cannot be read; `detail` is the size or the limit that the message names. */
export interface FileFault {
  readonly code: "empty-file" | "file-too-large" | "contents-too-large" | "not-xlsx" | "broken-xlsx";
  readonly value: string;
  readonly limit: string;
}

const maxFileBytes = 5 * 1024 * 1024;
const maxPartBytes = 16 * 1024 * 1024;
const maxParts = 1000;
const maxCells = 100_000;
const maxMerges = 1000;
const maxMergedCells = 100_000;

// Pictures, comments and links are not read: the library fails on those of several other programs.
const wantedPart =
  /^(_rels\/\.rels|xl\/_rels\/workbook\.xml\.rels|xl\/(workbook|sharedStrings|styles|worksheets\/sheet\d+)\.xml)$/;
// Each of these makes the library walk over a range, however large, or look for a part that is left out.
const ignoreNodes = [
  "autoFilter",
  "cols",
  "conditionalFormatting",
  "dataValidations",
  "drawing",
  "extLst",
  "hyperlinks",
  "picture",
  "tableParts",
];

const mergeReference = /<mergeCell\s[^>]*?ref=["']([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?["']/g;

/** The sheets of an .xlsx file as grids, or why there are none. Never throws on what the file holds. */
export async function loadGrids(bytes: Uint8Array): Promise<Grid[] | FileFault> {
  if (bytes.length === 0) return fileFault("empty-file");
  if (bytes.length > maxFileBytes) return fileFault("file-too-large", String(bytes.length), String(maxFileBytes));
  const parts = readZip(bytes, (name) => wantedPart.test(name), { maxParts, maxBytes: maxPartBytes });
  if (parts === "not-a-zip") return fileFault("not-xlsx");
  if (parts === "damaged") return fileFault("broken-xlsx");
  if (parts === "too-large") return fileFault("contents-too-large", "", `${maxPartBytes} B`);
  if (!parts.has("xl/workbook.xml")) return fileFault("not-xlsx");
  for (const [name, content] of parts) {
    const fault = name.startsWith("xl/worksheets/") ? sheetFault(content.toString("utf8")) : null;
    if (fault) return fault;
  }
  const workbook = new ExcelJS.Workbook();
  try {
    const slim: ArrayBuffer = new Uint8Array(writeZip(parts)).buffer;
    await workbook.xlsx.load(slim, { ignoreNodes });
  } catch {
    // The library throws errors of every kind on XML that is not as it expects; the cause is always the file.
    return fileFault("broken-xlsx");
  }
  return workbook.worksheets.map(gridOf);
}

/** The library visits each cell of each merged area when it loads a sheet, so that these are counted before. */
function sheetFault(xml: string): FileFault | null {
  if (countOf(xml, /<c[\s>/]/g) > maxCells) return fileFault("contents-too-large", "", `${maxCells} cells`);
  const merges = countOf(xml, /<mergeCell[\s>/]/g);
  if (merges > maxMerges) return fileFault("contents-too-large", "", `${maxMerges} merged areas`);
  let merged = 0;
  let read = 0;
  for (const match of xml.matchAll(mergeReference)) {
    const [, left = "", top = "", right = left, bottom = top] = match;
    read += 1;
    const width = Math.abs(columnNumber(right) - columnNumber(left)) + 1;
    merged += width * (Math.abs(Number(bottom) - Number(top)) + 1);
  }
  if (read !== merges) return fileFault("broken-xlsx");
  return merged > maxMergedCells ? fileFault("contents-too-large", "", `${maxMergedCells} merged cells`) : null;
}

function countOf(xml: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of xml.matchAll(pattern)) count += 1;
  return count;
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function fileFault(code: FileFault["code"], value = "", limit = ""): FileFault {
  return { code, value, limit };
}

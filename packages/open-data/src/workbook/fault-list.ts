import { faultTexts, type FaultCode } from "./fault-texts.ts";
import { columnLetter, type WorkbookFault } from "./plan-workbook.ts";

/** A cell, a row (column 0), a sheet (row and column 0), or the file (sheet empty). */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** Collects every fault of a workbook, so that all are told together. */
export interface FaultList {
  readonly faults: WorkbookFault[];
  add(place: Place, code: FaultCode, ...texts: [value?: string, first?: string, second?: string]): void;
}

export function faultList(): FaultList {
  const faults: WorkbookFault[] = [];
  return {
    faults,
    add({ sheet, row, column }, code, ...texts) {
      const [value = "", first = "", second = ""] = texts;
      faults.push({
        sheet,
        row: row || null,
        column: column ? columnLetter(column) : null,
        code,
        value,
        message: faultTexts[code](value, first, second),
      });
    },
  };
}

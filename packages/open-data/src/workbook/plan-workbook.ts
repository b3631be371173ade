import type { FaultCode } from "./fault-texts.ts";

/** A plan as its workbook holds it. Text is trimmed, rates are plain decimals in percent (`0.5`), amounts are fen. */
export interface PlanWorkbook {
  /** Lower-case ASCII words joined by hyphens. */
  readonly slug: string;
  readonly name: string;
  readonly donor: string;
  readonly recipient: string;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly ratePercent: string;
  readonly baseFen: bigint;
  readonly baseYear: number;
  readonly growthPercent: string;
  /** Present and true where the figures are simulated: the workbook says so. */
  readonly simulated?: true;
  readonly projects: readonly WorkbookProject[];
}

/** One row of the annex. `years` holds the years with an amount above zero; they add up to `totalFen`. */
export interface WorkbookProject {
  readonly number: number;
  readonly category: string;
  readonly startYear: number;
  readonly endYear: number;
  readonly name: string;
  /** Empty where the annex says nothing. */
  readonly description: string;
  readonly totalFen: bigint;
  readonly years: Readonly<Record<number, bigint>>;
  readonly responsibleUnit: string;
  /** The project's stable code, where the workbook was exported or a person gave one. */
  readonly code?: string;
}

/** What is wrong at one place. `sheet` is empty for the file as a whole; `row` counts from 1, `column` is a letter. */
export interface WorkbookFault {
  readonly sheet: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly code: FaultCode;
  /** What stands in the cell, as text. */
  readonly value: string;
  readonly message: { readonly zh: string; readonly en: string };
}

export const projectSheetName = "项目表";
export const planSheetName = "规划";

/** The columns of the plan's annex in its order; the year columns stand between `totalFen` and `responsibleUnit`. */
export const headings = {
  number: "序号",
  category: "项目类别",
  startYear: "开工年限",
  endYear: "竣工年限",
  name: "项目名称",
  description: "主要建设内容及规模",
  totalFen: "估算总投资",
  responsibleUnit: "责任单位",
  code: "项目代码",
} as const;

export type Field = keyof typeof headings;

/** The keys of the plan sheet in its order; `simulated` is there only where the data is simulated. */
export const planKeys = {
  name: "名称",
  slug: "简称",
  donor: "支援方",
  recipient: "受援方",
  firstYear: "起始年度",
  lastYear: "结束年度",
  ratePercent: "资金比例",
  baseFen: "基数",
  baseYear: "基数年度",
  growthPercent: "年均增幅",
  simulated: "数据说明",
} as const;

export type PlanKey = keyof typeof planKeys;

export const totalLabel = "合计";
export const simulatedText = "模拟数据（simulated data）";

/** 1 → A, 27 → AA. */
export function columnLetter(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetter(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

import { createHash } from "node:crypto";
import type { Lang } from "@mingzhang/domain";
import { type PlanWorkbook, readPlanWorkbook, type WorkbookFault } from "@mingzhang/open-data";
import type { DetailModel, RefusalModel } from "../write/refusal-model.ts";

export type ImportReading =
  | { readonly ok: true; readonly workbook: PlanWorkbook; readonly document: string }
  | { readonly ok: false; readonly refusal: RefusalModel };

/** Larger files are refused before they are unpacked. */
export const maxWorkbookBytes = 10 * 1024 * 1024;

/** A workbook out of an argument, or every fault of it with its place. */
export async function readImport(contentBase64: string): Promise<ImportReading> {
  const bytes = decoded(contentBase64);
  if (typeof bytes === "string") return { ok: false, refusal: { kind: "refusal", details: [contentFault(bytes)] } };
  const reading = await readPlanWorkbook(bytes);
  if (!reading.ok) {
    const [first, ...others] = reading.faults.map(workbookDetail);
    if (!first) throw new Error("a workbook refused without a fault");
    return { ok: false, refusal: { kind: "refusal", details: [first, ...others] } };
  }
  const hash = createHash("sha256").update(bytes).digest("hex");
  const document = `《${reading.plan.name.slice(0, 200)}》工作簿（SHA-256 ${hash}）`;
  return { ok: true, workbook: reading.plan, document };
}

function decoded(contentBase64: string): Uint8Array | "no-base64" | "too-large" {
  const text = contentBase64.replace(/\s/g, "");
  if ((text.length / 4) * 3 > maxWorkbookBytes + 2) return "too-large";
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return "no-base64";
  return Buffer.from(text, "base64");
}

function contentFault(fault: "no-base64" | "too-large"): DetailModel {
  const megabytes = maxWorkbookBytes / 1024 / 1024;
  const message = {
    "no-base64": {
      zh: "文件内容不是有效的 Base64。请将 .xlsx 文件按 Base64 编码后上传。",
      en: "The content is not valid base64. Encode the .xlsx file as base64.",
    },
    "too-large": {
      zh: `文件超过 ${megabytes} MiB。请删去图片和无关的工作表后再上传。`,
      en: `The file is larger than ${megabytes} MiB. Remove pictures and unrelated sheets.`,
    },
  }[fault];
  const code = fault === "too-large" ? "file-too-large" : "invalid-input";
  return { code, message: (lang: Lang) => message[lang], field: "contentBase64", value: null, event: null };
}

function workbookDetail({ sheet, row, column, code, value, message }: WorkbookFault): DetailModel {
  const cell = `${column ?? ""}${row ?? ""}`;
  return {
    code,
    message: (lang) => message[lang],
    field: [sheet, cell].filter((part) => part !== "").join("!") || null,
    value: value === "" ? null : value,
    event: null,
  };
}

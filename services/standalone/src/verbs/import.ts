import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { dayOfInstant } from "@mingzhang/domain";
import { readPlanWorkbook } from "@mingzhang/open-data";
import { OperatorError } from "@mingzhang/runtime";
import { importArguments } from "../import/arguments.ts";
import { openEndpoint, refusedToken } from "../import/endpoint.ts";
import { importMutation, previewQuery, resultOf } from "../import/queries.ts";
import { importReport } from "../import/report.ts";
import { runOnce } from "../run-once.ts";

/** A plan workbook into the running or the embedded database. Exits 0 recorded, 1 refused, 2 on a wrong call. */
export async function importWorkbook(args: readonly string[]): Promise<void> {
  await runOnce(async (needs) => {
    const { file, dryRun, adoptedOn } = importArguments(args);
    const bytes = await readWorkbookFile(file);
    const variables = {
      content: bytes.toString("base64"),
      adoptedOn: adoptedOn ?? (await firstDay(bytes)),
      // The same file imported twice is recorded once.
      key: `import-${createHash("sha256").update(bytes).digest("hex")}`,
    };
    const { base, token, send } = await openEndpoint(needs);
    const query = dryRun ? previewQuery : importMutation;
    const answer = await send(
      new Request(`${base}/graphql`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const body: unknown = await answer.json();
    if (JSON.stringify(body).includes("UNAUTHENTICATED")) throw refusedToken();
    const result = resultOf(body);
    process.stdout.write(importReport(result, dryRun));
    return result.__typename === "Refusal" ? 1 : 0;
  });
}

async function readWorkbookFile(file: string): Promise<Buffer> {
  // npm runs scripts in the repository's folder; what was typed is relative to where it was typed.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OperatorError([
      `无法读取 ${path}（${code}）：请核对文件名和权限`,
      `${path} cannot be read (${code}): check its name and rights`,
    ]);
  }
}

/** A workbook names no day of adoption; a faulty one needs none. */
async function firstDay(bytes: Buffer): Promise<string> {
  const today = dayOfInstant(new Date().toISOString());
  const reading = await readPlanWorkbook(bytes);
  const day = reading.ok ? `${reading.plan.firstYear}-01-01` : today;
  return day < today ? day : today;
}

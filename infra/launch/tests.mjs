import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { root, run } from "./child.mjs";

/** @typedef {{ status: string, assertionResults: { status: string }[] }} FileReport */

/**
 * Counts the tests of a vitest report. A test that did not run counts as failed, a file that failed outside of its
 * tests too, and a run that failed for another reason (a crash, an error nobody caught, no test at all) as one more.
 * @param {{ testResults: FileReport[] } | undefined} report
 * @param {number} code
 */
export function countTests(report, code) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const silent = files.filter(
    (file) => file.status !== "passed" && file.assertionResults.every((test) => test.status === "passed"),
  );
  const failed = tests.length - passed + silent.length;
  const broken = failed === 0 && (code !== 0 || tests.length === 0) ? 1 : 0;
  return { passed, failed: failed + broken };
}

/**
 * The outside vectors are not part of the repository. Where they are absent their tests are named as not run; whoever
 * has them says with `OUTSIDE_VECTORS_REQUIRED` that their absence is a fault.
 */
function outsideVectors() {
  const folder = resolve(root, process.env.OUTSIDE_VECTORS || "../shared/vectors");
  if (existsSync(folder)) return { passed: 0, failed: 0 };
  console.log(
    `未运行：外部标准数据（${folder} 不存在） ｜ not run: tests on outside vectors, for there is no ${folder}`,
  );
  return { passed: 0, failed: process.env.OUTSIDE_VECTORS_REQUIRED ? 1 : 0 };
}

/** The environment of the product, as `packages/runtime` reads it. */
export const productVariables = (
  "PORT HOST DATABASE_URL EVENT_STORE_URL DATA_DIR PUBLIC_URL ADMIN_PASSWORD WRITE_TOKEN LOG_LEVEL LOG_POLICY " +
  "LOG_STORAGE"
).split(" ");

/** What the caller's shell sets for the product is not meant for the tests. */
function testEnvironment() {
  const { NODE_ENV: _, ...env } = process.env;
  for (const name of productVariables) delete env[name];
  return env;
}

/** Not at the top of the repository, whose files are fixed. */
const config = join(root, "infra/testing/vitest.config.ts");

/**
 * Runs vitest and counts.
 * @param {string} script
 * @param {string[]} options
 */
export async function runTests(script, options) {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-report-"));
  const file = join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const { code } = await run(process.execPath, [script, "run", "--config", config, ...reporters, ...options], {
      env: testEnvironment(),
      show: true,
    });
    const outside = outsideVectors();
    const tally = countTests(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined, code);
    return { passed: tally.passed, failed: tally.failed + outside.failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

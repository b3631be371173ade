import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./child.mjs";
import { packageFolders } from "./fingerprint.mjs";
import { runTests } from "./tests.mjs";

const atOnce = 2;

/** @typedef {{ name: string, script: string, options: string[] }} Check */

/**
 * The script behind a tool's command, so that it runs in this Node without a shell.
 * @param {string} tool
 * @param {string} [command]
 */
function toolScript(tool, command = tool) {
  const folder = join(root, "node_modules", tool);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}

/** @returns {Check[]} */
function typeChecks() {
  const script = toolScript("typescript", "tsc");
  return [...packageFolders(), "infra"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name))
      .map((name) => ({ name: `types ${folder}/${name}`, script, options: ["-p", join(folder, name)] })),
  );
}

/** @returns {Check[]} */
function allChecks() {
  const typescript = (/** @type {string} */ file) => ["--import", "tsx", file];
  return [
    { name: "format", script: toolScript("oxfmt"), options: ["--check", "."] },
    { name: "lint", script: toolScript("oxlint"), options: ["--deny-warnings", "."] },
    { name: "tidy", script: "", options: typescript("infra/tidy/tidy.ts") },
    { name: "layering", script: "", options: typescript("infra/lint/layering.ts") },
    {
      name: "unused",
      script: toolScript("knip"),
      options: ["--config", "infra/lint/knip.json", "--no-progress", "--no-config-hints"],
    },
    ...typeChecks(),
  ];
}

/** @param {string} said */
const note = (said) => /^= (.*)$/m.exec(said)?.[1]?.replace(/^/, "   ") ?? "";

/**
 * Runs one check and prints its line, with what it says of itself after "= "; all it says only when it fails.
 * @param {Check} one
 */
async function runCheck({ name, script, options }) {
  const began = performance.now();
  const { code, said } = await run(process.execPath, script ? [script, ...options] : options);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${code === 0 ? "✓" : "✗"} ${name.padEnd(52)} ${seconds.padStart(5)} s${note(said)}`);
  if (code !== 0) console.log(`${said.trim().replaceAll(/^/gm, "    ")}\n`);
  return code === 0;
}

/** Runs every check, also when one fails, and counts. */
async function runChecks() {
  const waiting = allChecks();
  const tally = { passed: 0, failed: 0 };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      tally[(await runCheck(next)) ? "passed" : "failed"] += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return tally;
}

/**
 * The last line of all, which others read.
 * @param {{ passed: number, failed: number }[]} tallies
 */
function end(tallies) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** `npm run check`: format, lint, tidy, layering, what is unused, types. */
export async function check() {
  end([await runChecks()]);
}

/**
 * `npm test`: the checks, then the tests. Options go to vitest.
 * @param {string[]} options
 */
export async function test(options) {
  end([await runChecks(), await runTests(toolScript("vitest"), options)]);
}

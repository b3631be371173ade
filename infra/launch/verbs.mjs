import { bench } from "../bench/run-bench.mjs";
import { runApp } from "./app.mjs";
import { LaunchError } from "./child.mjs";
import { check, test } from "./checks.mjs";
import { buildConsole } from "./console.mjs";
import { install } from "./install.mjs";

/** What an npm script does after the installation, by its name. */
const verbs = {
  start: async (/** @type {string[]} */ options) => {
    await buildConsole();
    await runApp("start", options);
  },
  demo: async (/** @type {string[]} */ options) => {
    await buildConsole();
    await runApp("demo", options);
  },
  // For images: what is built at one time runs at another, where nothing is installed or built.
  build: buildConsole,
  serve: (/** @type {string[]} */ options) => runApp("start", options),
  import: (/** @type {string[]} */ options) => runApp("import", options),
  log: (/** @type {string[]} */ options) => runApp("log", options),
  rebuild: (/** @type {string[]} */ options) => runApp("rebuild", options),
  backup: (/** @type {string[]} */ options) => runApp("backup", options),
  restore: (/** @type {string[]} */ options) => runApp("restore", options),
  bench,
  witness: (/** @type {string[]} */ options) => runApp("witness", options, "services/witness/src/main.ts"),
  verify: (/** @type {string[]} */ options) => runApp("verify", options, "packages/public-rules/src/cli/main.ts"),
  check,
  test,
};

/**
 * Runs one npm script. What fails on the way ends with its sentence and exit code 1.
 * @param {string} verb
 * @param {string[]} options
 */
export async function launch(verb, options) {
  try {
    const run = verbs[/** @type {keyof typeof verbs} */ (verb)];
    if (!run)
      throw new LaunchError(`没有命令 ${verb}`, `there is no command ${verb}: ${Object.keys(verbs).join(", ")}`);
    if (verb !== "serve") await install();
    await run(options);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

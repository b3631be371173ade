import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LaunchError, root } from "./child.mjs";

/**
 * Runs the product in this very process, so that signals reach it without a go-between. `process.argv[2]` is the verb
 * there.
 * @param {string} verb
 * @param {string[]} options
 * @param {string} [entry] where another program than the product begins
 */
export async function runApp(verb, options, entry = "services/standalone/src/main.ts") {
  const main = join(root, entry);
  if (!existsSync(main)) throw new LaunchError(`缺少 ${main}`, `${main} is missing`);
  process.env.NODE_ENV ||= "production";
  process.argv = [process.argv[0] ?? "node", main, verb, ...options];
  // Known only once the dependencies are installed.
  const { register } = await import("tsx/esm/api");
  process.setSourceMapsEnabled(true);
  register({ tsconfig: join(root, "tsconfig.base.json") });
  await import(pathToFileURL(main).href);
}

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { LaunchError, root, run } from "./child.mjs";
import { fingerprint, isDone, markDone } from "./fingerprint.mjs";

const folder = "web/console";
const marker = `${folder}/dist/.built-from`;

/**
 * The folders whose sources go into a package: its own and those of the workspace packages it depends on.
 * @param {string} start
 */
function sourcesOf(start) {
  const found = new Set([start]);
  for (const each of found) {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, each, "package.json"), "utf8"));
    const ours = Object.keys(dependencies).filter((name) => name.startsWith("@mingzhang/"));
    for (const name of ours) found.add(name.replace("@mingzhang/", "packages/"));
  }
  return [...found];
}

/** Builds the console into `web/console/dist`, when its sources have changed since it was built. */
export async function buildConsole() {
  const inputs = fingerprint(["pnpm-lock.yaml", "tsconfig.base.json", ...sourcesOf(folder)]);
  if (isDone(marker, inputs)) return;
  const began = performance.now();
  process.stdout.write("正在构建控制台… ｜ Building the console …");
  const vite = createRequire(join(root, folder, "package.json")).resolve("vite/package.json");
  const { code, said } = await run(
    process.execPath,
    [join(dirname(vite), "bin", "vite.js"), "build", "--logLevel", "warn"],
    {
      cwd: join(root, folder),
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
  console.log(` ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (code !== 0) {
    console.error(said.trim());
    throw new LaunchError(
      `控制台构建失败（代码 ${code}）：原因见上`,
      `building the console failed (code ${code}): the reason stands above`,
    );
  }
  markDone(marker, inputs);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LaunchError, root, run } from "../launch/child.mjs";

/** The peers lie outside of the workspace: nobody who starts or tests the product downloads them. */
async function installPeers() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const options = ["-y", packageManager, "install", "--dir", "infra/bench", "--ignore-workspace", "--frozen-lockfile"];
  const { code, said } = await run("npx", [...options, "--reporter=append-only"], {
    env: { ...process.env, CI: "true" },
  });
  if (code !== 0) {
    throw new LaunchError(`对照程序安装失败（代码 ${code}）：${said}`, `installing the peers failed (code ${code})`);
  }
}

/**
 * `npm run bench`: ours and the peers, measured in one run. Options go to bench.ts.
 * @param {string[]} options
 */
export async function bench(options) {
  await installPeers();
  const { code } = await run(process.execPath, ["--import", "tsx", "infra/bench/bench.ts", ...options], { show: true });
  process.exitCode = code;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LaunchError, root, run } from "./child.mjs";
import { fingerprint, isDone, markDone, packageFolders } from "./fingerprint.mjs";

const marker = "node_modules/.cache/mingzhang/installed";

function inputs() {
  const manifests = packageFolders().map((folder) => `${folder}/package.json`);
  return fingerprint(["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", ...manifests]);
}

/** Installs what the lock file names, when it is not installed already. */
export async function install() {
  const wanted = inputs();
  if (isDone(marker, wanted)) return;
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  console.log("正在安装依赖（首次约需一分钟）… ｜ Installing dependencies (about a minute the first time) …");
  // What a production server asks for is not meant for this step: the tools that build and run are development
  // dependencies.
  const { NODE_ENV: _, ...env } = process.env;
  const options = [
    "-y",
    manifest.packageManager,
    "install",
    "--frozen-lockfile",
    "--prod=false",
    "--reporter=append-only",
  ];
  const { code } = await run("npx", options, { env: { ...env, CI: "true" }, show: true });
  if (code !== 0) {
    throw new LaunchError(
      `依赖安装失败（代码 ${code}）：原因见上，请检查网络或代理后重试`,
      `installing failed (code ${code}): the reason stands above; check the network or proxy and try again`,
    );
  }
  markDone(marker, wanted);
}

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

let built: Promise<Uint8Array> | null = null;

/**
 * The verifier as one file that runs with plain Node: bundled from the source that `npm run verify` runs, when it is
 * first asked for, so that it can never be older than that.
 */
export function verifierProgram(): Promise<Uint8Array> {
  built ??= bundle();
  built.catch(() => (built = null));
  return built;
}

async function bundle(): Promise<Uint8Array> {
  const entry = fileURLToPath(import.meta.resolve("@mingzhang/public-rules/verify"));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20.19",
    format: "esm",
    charset: "utf8",
    legalComments: "inline",
    banner: { js: "#!/usr/bin/env node\n// 明账 Mingzhang: node verify.mjs ." },
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("the verifier was not bundled");
  return file.contents;
}

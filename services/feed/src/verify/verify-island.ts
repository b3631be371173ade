import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The verifier of the pages as one classic script: a page that was saved as a file could not load a module. */
export interface VerifyIsland {
  /** Its address on this site; the name holds the hash of the text, so that it may be kept for ever. */
  readonly path: string;
  readonly text: string;
}

export const islandFolder = "/assets/verify";

let built: Promise<VerifyIsland> | null = null;

/** Bundled from the portal's source when it is first asked for, so that it can never be older than the verifier. */
export function verifyIsland(): Promise<VerifyIsland> {
  built ??= bundle();
  built.catch(() => (built = null));
  return built;
}

async function bundle(): Promise<VerifyIsland> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve("@mingzhang/portal/verify"))],
    bundle: true,
    write: false,
    platform: "browser",
    target: "es2022",
    format: "iife",
    charset: "utf8",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
  });
  const text = outputFiles[0]?.text.trimEnd();
  // In a page the text ends where this would stand.
  if (text === undefined || /<\/script/i.test(text)) throw new Error("the verifier of the pages was not bundled");
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 16);
  return { path: `${islandFolder}/verify-${hash}.js`, text };
}

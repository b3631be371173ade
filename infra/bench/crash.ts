import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../services/standalone/src/crash-lab/main.ts", import.meta.url));

/**
 * `npm run bench -- crash`: no measurement but the long run of the crash laboratory, 200 rounds unless its own options
 * say otherwise. Answers its exit code.
 */
export async function runCrashLab(given: readonly string[]): Promise<number> {
  const options = given.length > 0 ? given : ["--rounds", "200"];
  const child = spawn(process.execPath, ["--import", "tsx", program, ...options], { stdio: "inherit" });
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? 1;
}

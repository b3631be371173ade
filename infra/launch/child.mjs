import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** What ends a script, in a sentence for whoever typed it. */
export class LaunchError extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   */
  constructor(zh, en) {
    super(`${zh} ｜ ${en}`);
  }
}

/**
 * Runs a command to its end and tells its exit code and what it wrote. With `show` it writes to the terminal itself
 * and nothing is kept. It never reads: nobody may be at the terminal. A signal to this process ends the command too,
 * then this process.
 * @param {string} command
 * @param {string[]} options
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [how]
 * @returns {Promise<{ code: number, said: string }>}
 */
export async function run(command, options, { cwd = root, env = process.env, show = false } = {}) {
  const output = show ? "inherit" : "pipe";
  const child = spawn(command, options, {
    cwd,
    env,
    stdio: ["ignore", output, output],
  });
  let said = "";
  child.stdout?.on("data", (chunk) => (said += chunk));
  child.stderr?.on("data", (chunk) => (said += chunk));
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    process.exitCode = 130;
  };
  for (const signal of signals) process.on(signal, pass);
  try {
    const code = await new Promise((resolve) => {
      child.on("error", (error) => {
        said += error.message;
        resolve(127);
      });
      child.on("close", (ended) => resolve(ended ?? 1));
    });
    if (process.exitCode === 130) process.exit();
    return { code, said };
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

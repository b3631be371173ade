import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import packed from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];

/** What keeps a browser from running, or undefined when it runs: one of the system may be there and lack a library. */
function complaint(path: string): string | undefined {
  const { status, error, stderr } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

/**
 * The Chromium for the tests: `CHROMIUM_PATH`, else the machine's own, else the one packed in @sparticuz/chromium
 * (Linux on x64). Throws with what to install when none runs: a test in a browser is never left out.
 */
export async function findBrowser(given = process.env.CHROMIUM_PATH): Promise<string> {
  const found = given || usualPlaces.find((path) => existsSync(path)) || (await packed.executablePath());
  const wrong = complaint(found);
  if (wrong === undefined) return found;
  throw new Error(
    `no browser for the tests: ${found} does not run (${wrong}). ` +
      "Install one (Debian and Ubuntu: apt-get install chromium) or name one with CHROMIUM_PATH.",
  );
}

/**
 * Starts the browser with a profile of its own, which goes with it. Whoever starts it closes it. `fontconfig` is a file
 * that says which fonts the machine has, where that must not depend on the machine.
 */
export async function launchBrowser({ fontconfig }: { readonly fontconfig?: string } = {}): Promise<Browser> {
  const env = { ...process.env, ...(fontconfig === undefined ? {} : { FONTCONFIG_FILE: fontconfig }) };
  return chromium.launch({ executablePath: await findBrowser(), args: flags, env });
}

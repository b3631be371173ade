import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page of a browser, as far as axe needs it. */
interface PageToLookAt {
  evaluate<Result>(script: string): Promise<Result>;
}

/** What axe finds serious or critical on the page as it stands: rule, and the places that break it. */
export async function seriousFaults(page: PageToLookAt): Promise<readonly string[]> {
  if (!(await page.evaluate("Boolean(globalThis.axe)"))) await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

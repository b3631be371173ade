import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { forbidden, mayImport } from "./walls.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const leastModules = 20;

/** Reads every import below the given folders of `baseDir` and holds it against the walls. */
export async function readImports(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { output } = await cruise([...folders], {
    baseDir,
    ruleSet: { forbidden: [...forbidden] },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(packages|services|web)/[^/]+/dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      mainFields: ["module", "main", "types", "typings"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  });
  if (typeof output === "string") throw new Error("dependency-cruiser answered with a text");
  return output;
}

/**
 * What is wrong, a line each. A cruise that saw hardly anything is wrong too: with a TypeScript that the cruiser does
 * not know it passes and has seen nothing.
 */
export function complaints({ modules, summary }: ICruiseResult): string[] {
  const own = modules.filter((module) => !module.coreModule && !module.source.includes("node_modules"));
  const unseen = Object.keys(mayImport).filter(
    (folder) => !own.some((module) => module.source.startsWith(`${folder}/`)),
  );
  return [
    ...summary.violations.map(({ from, to, rule }) => `${from} → ${to}: ${rule.name}`),
    ...(own.length < leastModules ? [`only ${own.length} modules were seen`] : []),
    ...unseen.map((folder) => `no module of ${folder} was seen`),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await readImports(root, ["packages", "services", "web"]);
  const found = complaints(result);
  for (const line of found) console.log(line);
  console.log(`= ${result.modules.length} modules, ${result.summary.totalDependenciesCruised} imports`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

import type { Finding, SourceFile } from "./source-files.ts";

const documentLimit = 60;

/** Every room of the house. */
export const packageFolders: readonly string[] = [
  ...[
    "domain",
    "event-store",
    "evidence",
    "ledger",
    "open-data",
    "read-models",
    "runtime",
    "transparency-log",
    "ui",
  ].map((name) => `packages/${name}`),
  ...["api", "feed", "projector", "standalone"].map((name) => `services/${name}`),
  ...["console", "portal"].map((name) => `web/${name}`),
];

/** Each package says in its README what it is, and is one: a manifest and its own type check. */
export function packageDocuments(files: readonly SourceFile[]): Finding[] {
  const present = new Set(files.map((file) => file.path));
  return packageFolders.flatMap((folder) =>
    ["README.md", "package.json", "tsconfig.json"]
      .filter((name) => !present.has(`${folder}/${name}`))
      .map((name) => ({ path: folder, message: `has no ${name}` })),
  );
}

/** A package's README and a decision record have at most 60 lines. */
export function longDocuments(file: SourceFile): Finding[] {
  const bounded = /^(packages|services|web)\/[^/]+\/README\.md$|^infra\/decisions\/.*\.md$/.test(file.path);
  if (!bounded || file.lines.length <= documentLimit) return [];
  return [{ path: file.path, message: `${file.lines.length} lines; at most ${documentLimit}` }];
}

/** Decision records are numbered from 1 without a gap or a double. */
export function decisionNumbers(files: readonly SourceFile[]): Finding[] {
  const decisions = files.filter((file) => file.path.startsWith("infra/decisions/"));
  return decisions.flatMap((file, at) => {
    const number = /^infra\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(file.path)?.[1];
    return Number(number) === at + 1 ? [] : [{ path: file.path, message: `expected number ${at + 1}: NNNN-title.md` }];
  });
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One file of the repository; `path` is relative to its root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

/** What a rule found: in which file, at which line where that makes sense, and what is to be done. */
export interface Finding {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

const passedOver = new Set(["node_modules", ".git", "dist", ".data", ".cache", "coverage"]);
const read = /\.(ts|tsx|mjs|js|css|html|md|json|jsonc|yaml|yml|graphql|sql|conf|sh|svg)$|(^|\/)(Dockerfile|run)$/;
const generated = [/^pnpm-lock\.yaml$/, /\.gen\.ts$/, /\/src\/gql\//, /schema\.graphql$/];

export function sourceFile(path: string, text: string): SourceFile {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return { path, text, lines };
}

function pathsBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : pathsBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/** Every file that people write and read, sorted; generated files and what git ignores are left out. */
export function sourceFiles(root: string): SourceFile[] {
  return pathsBelow(root, "")
    .filter((path) => read.test(path) && !generated.some((pattern) => pattern.test(path)))
    .toSorted()
    .map((path) => sourceFile(path, readFileSync(join(root, path), "utf8")));
}

export const isCode = (file: SourceFile): boolean => /\.(ts|tsx|mjs|js|css|sql)$/.test(file.path);

export const isTest = (file: SourceFile): boolean =>
  /\.test\.tsx?$/.test(file.path) || /\/(testing|contract)\//.test(file.path);

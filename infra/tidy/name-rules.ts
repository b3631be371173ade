import type { Finding, SourceFile } from "./source-files.ts";

const refusedFolders = /(^|\/)(common|utils?|helpers?|types|config|shared|misc)\//;
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const ownCode = /^(packages|services|web|infra)\/.*\.(ts|tsx|mjs)$/;

/** A folder whose name says nothing, and `index.ts`, which says nothing either: the noun file is the door. */
export function emptyNames(file: SourceFile): Finding[] {
  const folder = refusedFolders.exec(file.path)?.[2];
  if (folder) return [{ path: file.path, message: `a folder named "${folder}": a helper lives where it is used` }];
  if (/(^|\/)index\.(ts|tsx|mjs|js)$/.test(file.path))
    return [{ path: file.path, message: "name the file after its noun" }];
  return [];
}

/** Files of code are named in kebab-case. */
export function otherCase(file: SourceFile): Finding[] {
  const name = file.path.split("/").at(-1) ?? "";
  return ownCode.test(file.path) && !kebab.test(name)
    ? [{ path: file.path, message: "name the file in kebab-case" }]
    : [];
}

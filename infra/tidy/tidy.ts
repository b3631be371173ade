import { fileURLToPath } from "node:url";
import { decisionNumbers, longDocuments, packageDocuments } from "./document-rules.ts";
import { emptyNames, otherCase } from "./name-rules.ts";
import { longFiles, longFunctions, longLines, runtimeCap, sizes } from "./size-rules.ts";
import { sourceFiles, type Finding, type SourceFile } from "./source-files.ts";
import { banners, emptyTests, idleTests, machinePaths, unfinishedWork } from "./text-rules.ts";

const ofSize = [longFiles, longFunctions, longLines, longDocuments];
const ofNames = [emptyNames, otherCase];
const ofText = [banners, unfinishedWork, idleTests, emptyTests, machinePaths];

const fileRules: readonly ((file: SourceFile) => Finding[])[] = [...ofSize, ...ofNames, ...ofText];
const treeRules: readonly ((files: readonly SourceFile[]) => Finding[])[] = [
  runtimeCap,
  packageDocuments,
  decisionNumbers,
];

/** All that the house style forbids and a machine can see, in files that are already read. */
export function findings(files: readonly SourceFile[]): Finding[] {
  return [
    ...files.flatMap((file) => fileRules.flatMap((rule) => rule(file))),
    ...treeRules.flatMap((rule) => rule(files)),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = sourceFiles(fileURLToPath(new URL("../../", import.meta.url)));
  const found = findings(files);
  for (const { path, line, message } of found) console.log(`${path}${line ? `:${line}` : ""}: ${message}`);
  console.log(`= ${sizes(files)}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

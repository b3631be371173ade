import { isCode, isTest, type Finding, type SourceFile } from "./source-files.ts";

// Written so that this file does not find itself.
const unfinished = /\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/;
const banner = /^\s*(\/\/|\/\*+|\*|#|--|<!--)\s*[=\-*#~─━_]{4,}/;
const notAlways = /\b(test|it|describe)(\.\w+)*\.(only|skip|todo|fails|skipIf|runIf)\b/;
const machinePath = /(?<![\w.:*}])\/(root|home|work|tmp|Users)\/[\w.-]/;
const asserts = /\b(expect\w*|assert\w*|describe\w+Contract)\b|\.then[A-Z(]|\bfc\./;

function linesMatching(file: SourceFile, pattern: RegExp, message: string): Finding[] {
  return file.lines.flatMap((text, at) => (pattern.test(text) ? [{ path: file.path, line: at + 1, message }] : []));
}

/** What says of itself that it is not finished. */
export const unfinishedWork = (file: SourceFile): Finding[] =>
  linesMatching(file, unfinished, "finish it, or write an issue");

/** Comments are sentences, not decoration. */
export const banners = (file: SourceFile): Finding[] =>
  isCode(file) || /\.(yaml|yml|conf|sh)$/.test(file.path) ? linesMatching(file, banner, "no banner comments") : [];

/** A test that does not always run. */
export const idleTests = (file: SourceFile): Finding[] =>
  isTest(file) ? linesMatching(file, notAlways, "every test runs, always") : [];

/** A path of the machine on which it was written. Tests may use folders for temporary files. */
export const machinePaths = (file: SourceFile): Finding[] =>
  isTest(file) ? [] : linesMatching(file, machinePath, "a path of one machine");

/** A test file in which nothing is asserted. */
export const emptyTests = (file: SourceFile): Finding[] =>
  /\.test\.tsx?$/.test(file.path) && !asserts.test(file.text)
    ? [{ path: file.path, message: "nothing is asserted here" }]
    : [];

import ts from "typescript";
import { isCode, type Finding, type SourceFile } from "./source-files.ts";

const fileLimit = 500;
const functionLimit = 70;
const columnLimit = 120;
const runtimeLimit = 200;

/** A file over 500 lines. */
export function longFiles(file: SourceFile): Finding[] {
  if (!isCode(file) || file.lines.length <= fileLimit) return [];
  return [{ path: file.path, message: `${file.lines.length} lines; at most ${fileLimit}: split it by idea` }];
}

/** A line over 120 columns, in code. */
export function longLines(file: SourceFile): Finding[] {
  if (!isCode(file)) return [];
  return file.lines.flatMap((text, at) => {
    const columns = Array.from(text).length;
    return columns > columnLimit
      ? [{ path: file.path, line: at + 1, message: `${columns} columns; at most ${columnLimit}` }]
      : [];
  });
}

// The body of a suite is a list of tests, not something that runs from top to bottom.
function isSuite(node: ts.Node): boolean {
  const call = node.parent;
  return ts.isCallExpression(call) && /^describe\b/.test(call.expression.getText()) && call.expression !== node;
}

/** A function over 70 lines. */
export function longFunctions(file: SourceFile): Finding[] {
  if (!/\.(ts|tsx|mjs|js)$/.test(file.path)) return [];
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number) => tree.getLineAndCharacterOfPosition(position).line + 1;
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body && !isSuite(node)) {
      const first = lineOf(node.getStart());
      const length = lineOf(node.getEnd()) - first + 1;
      if (length > functionLimit) {
        findings.push({
          path: file.path,
          line: first,
          message: `a function of ${length} lines; at most ${functionLimit}`,
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return findings;
}

/** The runtime package is capped as a whole, for it is where everything would go. */
export function runtimeCap(files: readonly SourceFile[]): Finding[] {
  const own = files.filter(
    (file) => /^packages\/runtime\/src\/[^/]+\.ts$/.test(file.path) && !file.path.endsWith(".test.ts"),
  );
  const lines = own.reduce((sum, file) => sum + file.lines.length, 0);
  return lines > runtimeLimit ? [{ path: "packages/runtime", message: `${lines} lines; at most ${runtimeLimit}` }] : [];
}

/** Median and 95th percentile of the lengths of code files, as one line. */
export function sizes(files: readonly SourceFile[]): string {
  const lengths = files
    .filter(isCode)
    .map((file) => file.lines.length)
    .toSorted((a, b) => a - b);
  const at = (share: number) => lengths[Math.ceil(lengths.length * share) - 1] ?? 0;
  return `${lengths.length} files of code, median ${at(0.5)} lines, 95th percentile ${at(0.95)}, longest ${at(1)}`;
}

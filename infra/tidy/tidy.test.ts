import { expect, test } from "vitest";
import { decisionNumbers, packageDocuments, packageFolders } from "./document-rules.ts";
import { runtimeCap, sizes } from "./size-rules.ts";
import { sourceFile } from "./source-files.ts";
import { findings } from "./tidy.ts";

const documents = packageFolders.flatMap((folder) =>
  ["README.md", "package.json", "tsconfig.json"].map((name) => sourceFile(`${folder}/${name}`, "")),
);
const lines = (count: number, text: string): string => `${text}\n`.repeat(count);
const wrong = (path: string, text: string) =>
  findings([...documents, sourceFile(path, text)]).map((found) => found.message);
// Written in two parts, so that these tests are not themselves found untidy.
const word = (first: string, second: string): string => first + second;

test.each([
  ["packages/ledger/src/money.ts", lines(500, "export {};")],
  ["packages/ledger/src/money.ts", `// ${"a".repeat(117)}\n`],
  ["packages/ledger/src/money.ts", `export function f() {\n${lines(68, "  g();")}}\n`],
  ["packages/ledger/src/money.test.ts", `describe("money", () => {\n${lines(200, "  expect(1).toBe(1);")}});\n`],
  ["packages/ledger/src/money.test.ts", 'const folder = "/tmp/x";\nexpect(folder).toBe("/tmp/x");\n'],
  ["web/console/vite.config.ts", "export default {};\n"],
  ["infra/decisions/0001-why.md", lines(60, "Because.")],
  ["packages/domain/src/a.ts", "// See https://example.org/work/of-others and a/tmp/b.\n"],
])("%s is tidy", (path, text) => {
  expect(wrong(path, text)).toEqual([]);
});

test.each([
  ["packages/ledger/src/money.ts", lines(501, "export {};"), "501 lines; at most 500: split it by idea"],
  ["packages/ledger/src/money.ts", `// ${"账".repeat(118)}\n`, "121 columns; at most 120"],
  [
    "packages/ledger/src/money.ts",
    `const f = () => {\n${lines(69, "  g();")}};\n`,
    "a function of 71 lines; at most 70",
  ],
  [
    "packages/ledger/src/a.ts",
    `class A {\n  m() {\n${lines(69, "g();")}  }\n}\n`,
    "a function of 71 lines; at most 70",
  ],
  ["packages/ledger/src/utils/money.ts", "", 'a folder named "utils": a helper lives where it is used'],
  ["services/api/src/types/money.ts", "", 'a folder named "types": a helper lives where it is used'],
  ["packages/ledger/src/index.ts", "", "name the file after its noun"],
  ["web/console/src/PlanPage.tsx", "", "name the file in kebab-case"],
  ["web/console/src/plan_page.tsx", "", "name the file in kebab-case"],
  ["packages/ledger/src/a.ts", `// ${word("==", "====")} Money\n`, "no banner comments"],
  ["packages/ledger/src/a.ts", `// ${word("TO", "DO")}: later\n`, "finish it, or write an issue"],
  ["web/portal/src/a.test.ts", `${word("test.on", "ly")}("x", () => expect(1).toBe(1));\n`, "every test runs, always"],
  ["web/portal/src/a.test.ts", `${word("describe.sk", "ip")}("x", () => expect(1));\n`, "every test runs, always"],
  ["web/portal/src/a.test.ts", `${word("test.concurrent.to", "do")}("x"); expect(1);\n`, "every test runs, always"],
  ["web/portal/src/a.test.ts", 'test("x", () => undefined);\n', "nothing is asserted here"],
  ["README.md", `Look into ${word("/ho", "me/me")}/mingzhang.\n`, "a path of one machine"],
  ["packages/ledger/README.md", lines(61, "Words."), "61 lines; at most 60"],
  ["infra/decisions/0001-why.md", lines(61, "Because."), "61 lines; at most 60"],
])("%s is not: it is refused with its reason", (path, text, message) => {
  expect(wrong(path, text)).toEqual([message]);
});

test("a package without its documents is named", () => {
  const found = packageDocuments(documents.filter((file) => file.path !== "web/portal/README.md"));
  expect(found).toEqual([{ path: "web/portal", message: "has no README.md" }]);
});

test("decision records count from one, without a gap or a double", () => {
  const named = (...names: string[]) => decisionNumbers(names.map((name) => sourceFile(`infra/decisions/${name}`, "")));
  expect(named("0001-a.md", "0002-b.md")).toEqual([]);
  expect(named("0001-a.md", "0003-b.md")).toHaveLength(1);
  expect(named("0001-a.md", "0001-b.md")).toHaveLength(1);
  expect(named("0001-a.md", "notes.md")).toHaveLength(1);
});

test("the runtime package may have 200 lines, its tests not counted", () => {
  const half = sourceFile("packages/runtime/src/env.ts", lines(100, "a();"));
  const tests = sourceFile("packages/runtime/src/env.test.ts", lines(100, "a();"));
  expect(runtimeCap([half, { ...half, path: "packages/runtime/src/log.ts" }, tests])).toEqual([]);
  expect(runtimeCap([half, half, sourceFile("packages/runtime/src/log.ts", "a();\n")])).toHaveLength(1);
});

test("sizes are told by median and 95th percentile", () => {
  const files = Array.from({ length: 100 }, (_, at) =>
    sourceFile(`packages/ledger/src/a${at}.ts`, lines(at + 1, "a();")),
  );
  expect(sizes(files)).toBe("100 files of code, median 50 lines, 95th percentile 95, longest 100");
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { environmentNames } from "../../packages/runtime/src/env.ts";
import { LaunchError, root, run } from "./child.mjs";
import { fingerprint, isDone, markDone, packageFolders } from "./fingerprint.mjs";
import { countTests, productVariables } from "./tests.mjs";

const launcher = fileURLToPath(new URL("./launch.mjs", import.meta.url));

function withFolder(body: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang launch "));
  try {
    body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("npm hands its shell's place to node: a signal to npm would end the shell and leave the server running", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "demo", "import", "rebuild", "test", "check"]));
  for (const [name, script] of Object.entries(scripts))
    expect(script).toBe(`exec node infra/launch/launch.mjs ${name}`);
});

test.each(["18.20.4", "20.18.3", "21.7.3", "22.12.0"])("Node %s is refused in one line, or accepted", (version) => {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
  const node = ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`, launcher, "nonsense"];
  const { stderr, status } = spawnSync(process.execPath, node, { encoding: "utf8" });
  const old = version < "20.19";
  expect(stderr).toContain(old ? "Node.js 20.19 or newer is needed" : "there is no command nonsense: start, demo");
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(status).toBe(1);
});

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test.each([
  ["all pass", [file("passed", "passed", "passed")], 0, { passed: 2, failed: 0 }],
  ["one fails", [file("failed", "passed", "failed")], 1, { passed: 1, failed: 1 }],
  ["one did not run", [file("passed", "passed", "pending")], 0, { passed: 1, failed: 1 }],
  ["one is yet to be written", [file("passed", "todo")], 0, { passed: 0, failed: 1 }],
  ["a file does not load", [file("passed", "passed"), file("failed")], 1, { passed: 1, failed: 1 }],
  ["a file fails after its tests", [file("failed", "passed")], 1, { passed: 1, failed: 1 }],
  ["an error that no test caught", [file("passed", "passed")], 1, { passed: 1, failed: 1 }],
  ["no test at all", [], 0, { passed: 0, failed: 1 }],
])("%s: the counts say so", (_, testResults, code, counts) => {
  expect(countTests({ testResults }, code)).toEqual(counts);
});

test("a crash before there is a report counts as a failure", () => {
  expect(countTests(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
});

test("the tests do not see what the shell sets for the product", () => {
  expect(productVariables.toSorted()).toEqual(environmentNames.toSorted());
});

test("a fingerprint tells names and contents, and passes over what is built", () => {
  withFolder((folder) => {
    const path = relative(root, folder);
    writeFileSync(join(folder, "a"), "1");
    const before = fingerprint([path]);
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "node_modules", "b"), "2");
    expect(fingerprint([path, join(path, "absent")])).toBe(before);
    writeFileSync(join(folder, "a"), "3");
    expect(fingerprint([path])).not.toBe(before);
    writeFileSync(join(folder, "a"), "1");
    expect(fingerprint([path])).toBe(before);
    renameSync(join(folder, "a"), join(folder, "c"));
    expect(fingerprint([path])).not.toBe(before);
  });
});

test("a step is done for the inputs it was done with only", () => {
  withFolder((folder) => {
    const marker = join(relative(root, folder), "deep", "marker");
    expect(isDone(marker, "one")).toBe(false);
    markDone(marker, "one");
    expect([isDone(marker, "one"), isDone(marker, "two")]).toEqual([true, false]);
  });
});

test("the packages are found", () => {
  expect(packageFolders()).toEqual(expect.arrayContaining(["packages/ledger", "services/standalone", "web/portal"]));
});

test("a command tells its exit code and what it said, and one that is absent says so", async () => {
  const script = "console.log('out'); console.error('err'); process.exit(3)";
  expect(await run(process.execPath, ["-e", script])).toEqual({ code: 3, said: "out\nerr\n" });
  expect(await run("/no-such-folder/no-such-command", [])).toMatchObject({
    code: 127,
    said: expect.stringContaining("ENOENT"),
  });
  expect(new LaunchError("中", "en").message).toBe("中 ｜ en");
});

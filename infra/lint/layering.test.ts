import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { complaints, readImports } from "./layering.ts";
import { mayImport } from "./walls.ts";

const devOnly = "what runs does not need what only builds";
let root = "";

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "mingzhang-walls-")));
  for (const folder of Object.keys(mayImport)) {
    const name = `@mingzhang/${folder.split("/")[1]}`;
    const noun = folder.split("/")[1];
    write(
      `${folder}/package.json`,
      JSON.stringify({ name, exports: { ".": `./src/${noun}.ts` }, dependencies: everyone }),
    );
    write(`${folder}/src/${noun}.ts`, "export const one = 1;\n");
    write(`${folder}/src/inner.ts`, "export const inner = 1;\n");
    write("node_modules/outside/package.json", JSON.stringify({ name: "outside", main: "outside.js" }));
    write("node_modules/outside/outside.js", "export default 1;\n");
    const link = join(root, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, folder), link);
  }
});

afterEach(() => rmSync(root, { recursive: true }));

const everyone = Object.fromEntries(
  Object.keys(mayImport).map((folder) => [`@mingzhang/${folder.split("/")[1]}`, "*"]),
);

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function found(path: string, text: string): Promise<string[]> {
  write(path, text);
  return complaints(await readImports(root, ["packages", "services", "web"])).filter((line) => line.startsWith(path));
}

test.each([
  ["packages/domain/src/a.ts", 'import "@mingzhang/ledger"; import "@mingzhang/transparency-log";'],
  ["packages/read-models/src/a.ts", 'import "@mingzhang/event-store"; import type { one } from "@mingzhang/domain";'],
  ["services/feed/src/a.ts", 'import "@mingzhang/portal"; import "@mingzhang/open-data"; import "node:fs";'],
  ["services/api/src/a.ts", 'import "@mingzhang/open-data"; import { inner } from "./inner.ts";'],
  ["services/standalone/src/a.ts", 'import "@mingzhang/api"; import "@mingzhang/feed"; import "@mingzhang/projector";'],
  ["web/console/src/a.tsx", 'import "@mingzhang/ui"; import "@mingzhang/domain";'],
  ["packages/domain/src/a.test.ts", 'import { readFileSync } from "node:fs";'],
])("%s may %s", async (path, text) => {
  expect(await found(path, text)).toEqual([]);
});

test.each([
  ["packages/ledger/src/a.ts", 'import "@mingzhang/domain";', "walls of packages/ledger"],
  ["packages/event-store/src/a.ts", 'import type { one } from "@mingzhang/domain";', "walls of packages/event-store"],
  ["packages/open-data/src/a.ts", 'import "@mingzhang/ledger";', "walls of packages/open-data"],
  ["packages/runtime/src/a.ts", 'import "@mingzhang/api";', "walls of packages/runtime"],
  ["packages/ui/src/a.tsx", 'import "@mingzhang/domain";', "walls of packages/ui"],
  ["services/api/src/a.ts", 'import "@mingzhang/feed";', "walls of services/api"],
  ["services/api/src/a.ts", 'import "@mingzhang/portal";', "walls of services/api"],
  ["services/projector/src/a.ts", 'import "@mingzhang/standalone";', "walls of services/projector"],
  ["services/feed/src/a.ts", 'import "@mingzhang/console";', "walls of services/feed"],
  ["services/standalone/src/a.ts", 'import "@mingzhang/portal";', "walls of services/standalone"],
  ["web/console/src/a.ts", 'await import("@mingzhang/read-models");', "walls of web/console"],
  ["web/portal/src/a.ts", 'import type { one } from "@mingzhang/event-store";', "walls of web/portal"],
  ["web/portal/src/a.ts", 'import "@mingzhang/runtime";', "walls of web/portal"],
  [
    "services/api/src/a.ts",
    'import "../../../packages/domain/src/inner.ts";',
    "doors: another package is imported by its name",
  ],
  ["services/api/src/a.ts", 'import "@mingzhang/domain/src/inner.ts";', "every import is found"],
  ["services/api/src/a.ts", 'import "./absent.ts";', "every import is found"],
  ["services/api/src/a.ts", 'import "outside";', "the manifest names what is imported"],
  ["packages/domain/src/a.ts", 'import { readFileSync } from "node:fs";', "pure packages do not look at the world"],
  ["packages/transparency-log/src/a.ts", 'import "crypto";', "pure packages do not look at the world"],
])("%s may not %s", async (path, text, rule) => {
  expect((await found(path, text)).map((line) => line.split(": ").slice(1).join(": "))).toEqual([rule]);
});

test("what runs does not import what is only there for development", async () => {
  const manifest = { name: "@mingzhang/api", exports: { ".": "./src/api.ts" }, devDependencies: { outside: "1.0.0" } };
  write("services/api/package.json", JSON.stringify(manifest));
  const path = "services/api/src/a.ts";
  expect(await found(path, 'import "outside";')).toEqual([`${path} → node_modules/outside/outside.js: ${devOnly}`]);
  expect(await found("services/api/src/a.test.ts", 'import "outside";')).toEqual([]);
});

test("a cruise that saw hardly anything, or nothing of a package, is a fault", async () => {
  rmSync(join(root, "services/feed/src"), { recursive: true });
  expect(complaints(await readImports(root, ["packages", "services", "web"]))).toEqual([
    "no module of services/feed was seen",
  ]);
  expect(complaints(await readImports(root, ["packages/ledger"]))[0]).toBe("only 2 modules were seen");
});

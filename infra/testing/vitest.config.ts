import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

const root = resolve(import.meta.dirname, "../..");
const outsideVectors = resolve(root, process.env.OUTSIDE_VECTORS ?? "../shared/vectors");
const everywhere = "{packages,services,web,infra}/**/*";
const kinds = ["int", "e2e", "outside"] as const;

interface Kind {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** Groups run one after another: what is pure first, what boots services and browsers last and alone. */
  readonly order: number;
  readonly timeoutMs: number;
  readonly maxWorkers?: number;
  readonly database?: boolean;
}

function project(kind: Kind): TestProjectConfiguration {
  return {
    root,
    test: {
      name: kind.name,
      include: [...kind.include],
      exclude: ["**/node_modules/**", "**/dist/**", ...(kind.exclude ?? [])],
      sequence: { groupOrder: kind.order },
      testTimeout: kind.timeoutMs,
      hookTimeout: kind.timeoutMs,
      env: { OUTSIDE_VECTORS: outsideVectors },
      ...(kind.maxWorkers ? { maxWorkers: kind.maxWorkers } : {}),
      ...(kind.database ? { globalSetup: ["infra/testing/test-database.ts"] } : {}),
      // Vite would take graphql's ES modules where Node takes its CommonJS ones, and two copies refuse each other.
      alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql") }],
    },
  };
}

const unit = project({
  name: "unit",
  include: [`${everywhere}.test.{ts,tsx}`],
  exclude: kinds.map((kind) => `**/*.${kind}.test.ts`),
  order: 0,
  timeoutMs: 60_000,
});
const outside = project({
  name: "outside",
  include: [`${everywhere}.outside.test.ts`],
  order: 1,
  timeoutMs: 180_000,
  database: true,
});
const int = project({
  name: "int",
  include: [`${everywhere}.int.test.ts`],
  order: 2,
  timeoutMs: 180_000,
  maxWorkers: 2,
  database: true,
});
const e2e = project({
  name: "e2e",
  include: [`${everywhere}.e2e.test.ts`],
  order: 3,
  timeoutMs: 180_000,
  maxWorkers: 1,
  database: true,
});

export default defineConfig({
  root,
  test: { projects: existsSync(outsideVectors) ? [unit, outside, int, e2e] : [unit, int, e2e] },
});

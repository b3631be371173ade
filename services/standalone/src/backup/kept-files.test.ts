import { expect, it } from "vitest";
import { isKept } from "./kept-files.ts";

it.each(["write-token", "log-keys/0001.key", "evidence/a/照片.jpg"])("keeps %s", (path) => {
  expect(isKept(path)).toBe(true);
});

it.each([
  "postgresql-password",
  "address",
  "log/checkpoint",
  "log-lock/000000000001",
  "evidence",
  "evidence/",
  "evidence/../address",
  "evidence/./x",
  "../write-token",
  "/etc/passwd",
  "write-token/x",
  "evidence\\..\\..\\x",
  "",
])("neither takes nor puts back %j", (path) => {
  expect(isKept(path)).toBe(false);
});

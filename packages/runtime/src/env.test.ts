import { expect, test } from "vitest";
import { environmentNames, OperatorError, readEnvironment } from "@mingzhang/runtime";

function faults(source: Record<string, string>): string[] {
  try {
    readEnvironment(source);
    return [];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return error.message.split("\n");
  }
}

test("what is left out or empty gets its default", () => {
  expect(readEnvironment({ PORT: "", LOG_LEVEL: "" })).toEqual({ port: 8080, host: "127.0.0.1", logLevel: "info" });
});

test("what is right is taken as it is", () => {
  const source = {
    PORT: "0",
    HOST: "::1",
    DATABASE_URL: "postgresql:///plans?host=/run/postgresql",
    EVENT_STORE_URL: "esdb+discover://node1:2113?tls=false",
    DATA_DIR: "relative folder/明账",
    PUBLIC_URL: "https://mingzhang.example.org",
    ADMIN_PASSWORD: "correct horse",
    WRITE_TOKEN: "0123456789abcdef",
    LOG_STORAGE: "s3://public/log?endpoint=http://127.0.0.1:9000&region=cn-north-1",
    LOG_POLICY: "witnesses.txt",
    LOG_LEVEL: "debug",
  };
  expect(Object.keys(source)).toEqual(environmentNames);
  expect(Object.values(readEnvironment(source))).toEqual([0, ...Object.values(source).slice(1)]);
});

test.each([
  ["PORT", "65536"],
  ["PORT", "80a"],
  ["PORT", "-1"],
  ["PORT", "1e3"],
  ["HOST", "a host"],
  ["DATABASE_URL", "mysql://host/plans"],
  ["DATABASE_URL", "localhost:5432"],
  ["EVENT_STORE_URL", "http://localhost:2113"],
  ["EVENT_STORE_URL", "esdb://"],
  ["PUBLIC_URL", "mingzhang.example.org"],
  ["PUBLIC_URL", "https://mingzhang.example.org/path"],
  ["LOG_STORAGE", "https://bucket.example/log"],
  ["LOG_STORAGE", "s3://"],
  ["LOG_LEVEL", "loud"],
])("%s=%s is one line with the variable, the value and the remedy, in Chinese and English", (name, value) => {
  const [line, ...more] = faults({ [name]: value });
  expect(more).toEqual([]);
  expect(line).toMatch(new RegExp(`^${name}=${value} 不对：.*应.* ｜ ${name}=${value} is wrong: .*give`));
});

test("all wrong variables are named at once", () => {
  expect(faults({ PORT: "x", LOG_LEVEL: "y", HOST: "127.0.0.1" }).map((line) => line.slice(0, 6))).toEqual([
    "PORT=x",
    "LOG_LE",
  ]);
});

test.each([
  ["ADMIN_PASSWORD", "hunter2"],
  ["WRITE_TOKEN", "hunter2"],
  ["DATABASE_URL", "mysql://me:hunter2@host/plans"],
  ["DATABASE_URL", "me:hunter2@host"],
  ["DATABASE_URL", "mysql://host/plans?password=hunter2"],
  ["EVENT_STORE_URL", "http://me:hunter2@host"],
  ["PUBLIC_URL", "https://me:hunter2@host"],
])("a secret in %s is never shown", (name, value) => {
  expect(faults({ [name]: value })).toEqual([expect.stringContaining("***")]);
  expect(faults({ [name]: value }).join()).not.toContain("hunter2");
});

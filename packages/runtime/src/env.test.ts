import { expect, test } from "vitest";
import { environmentNames, OperatorError, readEnvironment } from "@mingzhang/runtime";

test("what is left out or empty gets its default", () => {
  expect(readEnvironment({ PORT: "", LOG_LEVEL: "" })).toMatchObject({
    port: 8080,
    host: "127.0.0.1",
    logLevel: "info",
  });
});

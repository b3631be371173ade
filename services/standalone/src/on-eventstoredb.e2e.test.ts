import { afterAll, describe } from "vitest";

/** The same questions to the same product, its events in a protocol double: the others ask them of PostgreSQL. */
const before = process.env["E2E_EVENT_STORE"];
process.env["E2E_EVENT_STORE"] = "double";
afterAll(() => {
  if (before === undefined) delete process.env["E2E_EVENT_STORE"];
  else process.env["E2E_EVENT_STORE"] = before;
});

describe("on EventStoreDB's protocol", () => {
  describe("the matrix", () => import("./matrix.e2e.test.ts").then(() => undefined));
  describe("recording", () => import("./recording.e2e.test.ts").then(() => undefined));
  describe("a crash", () => import("./crash.e2e.test.ts").then(() => undefined));
});

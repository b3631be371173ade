import { describe, expect, it } from "vitest";
import { fateOf, pauseMs, type Fate } from "./trouble.ts";

function fromServer(code: string): Error {
  return Object.assign(new Error("from the server"), { code, severity: "ERROR" });
}

function fromNode(code: string): Error {
  return Object.assign(new Error("from the network"), { code });
}

describe("what an error says about a statement", () => {
  it.each<[string, Fate, unknown]>([
    ["the session was ended by an administrator", "unknown", fromServer("57P01")],
    ["the server crashed", "unknown", fromServer("57P02")],
    ["the server is starting", "unknown", fromServer("57P03")],
    ["the connection failed", "unknown", fromServer("08006")],
    ["the connection was reset", "unknown", fromNode("ECONNRESET")],
    ["the pipe broke, in a code that looks like an SQLSTATE", "unknown", fromNode("EPIPE")],
    ["the driver lost the connection", "unknown", new Error("Connection terminated unexpectedly")],
    ["the driver got no answer in time", "unknown", new Error("Query read timeout")],
    ["a deadlock was broken", "later", fromServer("40P01")],
    ["there are too many connections", "later", fromServer("53300")],
    ["the disk is full", "final", fromServer("53100")],
    ["the database is read-only", "final", fromServer("25006")],
    ["a constraint is violated", "final", fromServer("23505")],
    ["the password is wrong", "final", fromServer("28P01")],
    ["the statement was cancelled", "final", fromServer("57014")],
    ["the program is wrong", "final", new TypeError("x is not a function")],
    ["something else was thrown", "final", "text"],
  ])("%s: %s", (_, fate, error) => {
    expect(fateOf(error)).toBe(fate);
  });

  it("is tried again soon first, and once a second at last", () => {
    expect([0, 1, 2, 5, 6, 1_000].map(pauseMs)).toEqual([20, 40, 80, 640, 1_000, 1_000]);
  });
});

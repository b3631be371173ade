import { Metadata } from "@grpc/grpc-js";
import { describe, expect, it } from "vitest";
import { exceptionOf, fateOf, headerOf, NoAnswer, NotSent, Unreadable } from "./trouble.ts";

function refusal(code: number, headers: Record<string, string> = {}): Error {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return Object.assign(new Error("refused"), { code, metadata });
}

describe("an error's fate", () => {
  it.each([
    ["no answer in time", new NoAnswer("silent"), "unknown"],
    ["nothing sent", new NotSent(new Error("no node")), "later"],
    ["another node leads", refusal(5, { exception: "not-leader" }), "later"],
    ["something else is not found", refusal(5), "final"],
    ["cancelled", refusal(1), "unknown"],
    ["the server does not know", refusal(2), "unknown"],
    ["the deadline passed", refusal(4), "unknown"],
    ["a commit timed out", refusal(10), "unknown"],
    ["the connection was reset", refusal(13), "unknown"],
    ["the server is unavailable, busy, or not ready", refusal(14), "unknown"],
    ["the request makes no sense", refusal(3), "final"],
    ["access is denied", refusal(7, { exception: "access-denied" }), "final"],
    ["the stream is deleted", refusal(9, { exception: "stream-deleted" }), "final"],
    ["nobody signed in", refusal(16), "final"],
    ["what is stored cannot be read", new Unreadable("later version"), "final"],
    ["a bug", new TypeError("x is not a function"), "final"],
  ] as const)("where %s", (_, error, fate) => {
    expect(fateOf(error)).toBe(fate);
  });

  it("is told by headers that the server gives, where it gives them", () => {
    const error = refusal(3, { exception: "maximum-append-size-exceeded", "maximum-append-size": "1048576" });
    expect([exceptionOf(error), headerOf(error, "maximum-append-size")]).toEqual([
      "maximum-append-size-exceeded",
      "1048576",
    ]);
    expect([exceptionOf(refusal(3)), exceptionOf(new Error("plain")), exceptionOf(null)]).toEqual([null, null, null]);
  });
});

import { expect, it } from "vitest";
import { sentFrom } from "./send-file.ts";

const file = { sha256: "0f".repeat(32), mediaType: "image/jpeg", bytes: 9 };

it("a file that is held is told with its digest, and nothing of what was uploaded", () => {
  expect(sentFrom(201, JSON.stringify({ ...file, width: 4, original: "aa" }))).toEqual({ kind: "held", file });
});

it("one that is not taken says why and what would help", () => {
  const problem = { title: "文件太大", value: "21000000", remedy: "请缩小。", status: 413 };
  expect(sentFrom(413, JSON.stringify(problem))).toEqual({ kind: "refused", why: "文件太大 · 21000000 · 请缩小。" });
});

it("no answer of ours is an interruption, and a token that ran out is asked for", () => {
  expect(sentFrom(502, "<html>")).toEqual({ kind: "interrupted" });
  expect(sentFrom(201, "{}")).toEqual({ kind: "interrupted" });
  expect(sentFrom(401, "{}")).toEqual({ kind: "signedOut" });
});

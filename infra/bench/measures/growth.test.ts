import { expect, test } from "vitest";
import { growth, readFilledName } from "./growth.ts";

test("a row of growth names its subject and how many events are in its store", () => {
  const [first] = growth;
  expect(first?.subjects).toEqual(["ours @ 10 000", "ours @ 100 000", "ours @ 1 000 000", "ours @ 5 000 000"]);
  expect(first?.subjects.map(readFilledName)).toEqual(
    [10_000, 100_000, 1_000_000, 5_000_000].map((size) => ({ subject: "ours", size })),
  );
  expect(first?.base).toBe("ours @ 10 000");
});

test.each(["raw", "raw as text", "message-db", "listen/notify", "ours, awaited"])(
  "%s has an empty store",
  (subject) => {
    expect(readFilledName(subject)).toEqual({ subject, size: 0 });
  },
);

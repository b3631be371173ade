import { expect, test } from "vitest";
import { busyShare, waitForQuiet } from "./quiet.ts";

test("the share of time at work is that between two moments", () => {
  expect(busyShare({ busy: 1_000, all: 10_000 }, { busy: 1_050, all: 10_200 })).toBe(0.25);
  expect(busyShare({ busy: 1, all: 10 }, { busy: 1, all: 10 })).toBe(0);
});

test("waiting ends at its limit, however busy the machine is", async () => {
  const began = performance.now();
  expect(await waitForQuiet(0)).toBeLessThanOrEqual(100);
  expect(performance.now() - began).toBeLessThan(5_000);
});

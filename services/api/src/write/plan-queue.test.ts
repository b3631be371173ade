import { expect, it } from "vitest";
import { PlanOverloaded, PlanQueue } from "./plan-queue.ts";

function latch(): { promise: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open };
}

it("runs the tasks of one plan one at a time, in the order of their arrival", async () => {
  const queue = new PlanQueue();
  const seen: string[] = [];
  const task = (name: string) => async (): Promise<void> => {
    seen.push(`${name} starts`);
    await new Promise((resolve) => setTimeout(resolve, name === "a" ? 5 : 0));
    seen.push(`${name} ends`);
  };
  await Promise.all(["a", "b", "c"].map((name) => queue.run("plan", task(name))));
  expect(seen).toEqual(["a starts", "a ends", "b starts", "b ends", "c starts", "c ends"]);
});

it("does not keep one plan waiting for another", async () => {
  const queue = new PlanQueue();
  const { promise, open } = latch();
  const held = queue.run("slow", () => promise);
  expect(await queue.run("quick", async () => "done")).toBe("done");
  open();
  await held;
});

it("goes on after a task that fails", async () => {
  const queue = new PlanQueue();
  const failing = queue.run("plan", async () => {
    throw new Error("no");
  });
  const next = queue.run("plan", async () => "yes");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("yes");
});

it("turns away what would wait behind too many", async () => {
  const queue = new PlanQueue();
  const { promise, open } = latch();
  const waiting = Array.from({ length: 1000 }, () => queue.run("plan", () => promise));
  await expect(queue.run("plan", async () => undefined)).rejects.toThrow(PlanOverloaded);
  open();
  await Promise.all(waiting);
  expect(await queue.run("plan", async () => "room again")).toBe("room again");
});

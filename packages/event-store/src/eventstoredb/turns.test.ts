import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Turns } from "./turns.ts";

describe("turns", () => {
  it("run one after another under one name, in order, and go on after a failure", async () => {
    const turns = new Turns(10);
    const seen: number[] = [];
    const work = [5, 1, 3].map((waitMs, number) =>
      turns.take("plan", async () => {
        await sleep(waitMs);
        seen.push(number);
        if (number === 1) throw new Error("no");
        return number;
      }),
    );
    expect(await Promise.allSettled(work)).toMatchObject([{ value: 0 }, { status: "rejected" }, { value: 2 }]);
    expect(seen).toEqual([0, 1, 2]);
  });

  it("run side by side under different names, and no more than they may", async () => {
    const turns = new Turns(3);
    let running = 0;
    let most = 0;
    for (let name = 0; name < 10; name += 1) {
      void turns.take(String(name), async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(2);
        running -= 1;
      });
    }
    await turns.done();
    expect([running, most]).toEqual([0, 3]);
  });
});

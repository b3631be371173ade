import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { shareNext } from "./share-next.ts";

describe("a shared call", () => {
  it("begins after everybody asked whom it answers, one at a time", async () => {
    let begun = 0;
    let atWork = 0;
    const ask = shareNext(async () => {
      begun += 1;
      atWork += 1;
      expect(atWork).toBe(1);
      const mine = begun;
      await sleep(5);
      atWork -= 1;
      return mine;
    });
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await sleep(index % 10);
        const before = begun;
        return (await ask()) > before;
      }),
    );
    expect(answers).toEqual(answers.map(() => true));
    expect(begun).toBeLessThan(20);
  });

  it("gives its failure to those who share it, and works again for the next", async () => {
    let calls = 0;
    const ask = shareNext(async () => {
      calls += 1;
      if (calls === 1) throw new Error("the first one fails");
      return calls;
    });
    const failing = [ask(), ask()];
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await ask()).toBe(2);
  });
});

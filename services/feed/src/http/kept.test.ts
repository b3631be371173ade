import { describe, expect, it } from "vitest";
import { kept } from "./kept.ts";

const never = () => Promise.reject(new Error("made again"));

describe("what is kept", () => {
  it("is made once, even when two ask at the same time", async () => {
    let made = 0;
    const texts = kept<string>({ most: 10, sizeOf: ({ length }) => length });
    const make = () => Promise.resolve(`made ${++made}`);
    expect(await Promise.all([texts.get("a", make), texts.get("a", make)])).toEqual(["made 1", "made 1"]);
  });

  it("gives way by size, the longest unused first", async () => {
    const texts = kept<string>({ most: 10, sizeOf: ({ length }) => length });
    const of = (text: string) => () => Promise.resolve(text);
    await texts.get("a", of("aaaa"));
    await texts.get("b", of("bbbb"));
    await texts.get("a", never);
    await texts.get("c", of("cccc"));
    expect(await texts.get("a", never)).toBe("aaaa");
    expect(await texts.get("b", of("anew"))).toBe("anew");
  });

  it("does not keep a failure", async () => {
    const texts = kept<string>({ most: 10, sizeOf: ({ length }) => length });
    await expect(texts.get("a", never)).rejects.toThrow("made again");
    expect(await texts.get("a", () => Promise.resolve("well"))).toBe("well");
  });
});

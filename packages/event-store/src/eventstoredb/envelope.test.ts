import { describe, expect, it } from "vitest";
import { envelope, openEnvelope } from "./envelope.ts";
import { Unreadable } from "./trouble.ts";

const part = { append: "0b9c4c1e-7f7e-4d8b-9b3e-0e3f6f3f7a10", index: 1, size: 3 };
const open = (text: string) => openEnvelope(Buffer.from(text), "id");

describe("an envelope", () => {
  it("gives back what was put in, the caller's text as it was", () => {
    const meta = '{"10":"账","2":{"a":[1,null]},"__proto__":{"x":1}}';
    const opened = open(envelope(part, meta));
    expect(opened).toMatchObject(part);
    expect(JSON.stringify(opened.meta)).toBe(JSON.stringify(JSON.parse(meta)));
  });

  it.each([
    ["no metadata", "", {}],
    ["metadata that are no JSON", "\u0001\u0002", {}],
    ["metadata that are no object", "[1]", {}],
    ["metadata of another program", '{"$correlationId":"c"}', { $correlationId: "c" }],
    ["an envelope that is broken", '{"envelope":1,"append":7}', { envelope: 1, append: 7 }],
  ])("is made up for an event with %s: an append of its own", (_, text, meta) => {
    expect(open(text)).toEqual({ append: "id", index: 0, size: 1, meta });
  });

  it("of a later version is not guessed at", () => {
    expect(() => open('{"envelope":2}')).toThrow(Unreadable);
  });
});

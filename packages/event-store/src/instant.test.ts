import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantText, microsOf } from "./instant.ts";
import { decodeInstant } from "./postgres/decode.ts";

const year1970 = 0n;
const year9999 = microsOf(new Date("9999-12-31T23:59:59.999Z"));
const instant = fc.bigInt({ min: year1970, max: year9999 });

describe("an instant as text", () => {
  it("has microseconds, always six digits of them", () => {
    expect(instantText(microsOf(new Date("2026-01-09T02:11:07.120Z")) + 7n)).toBe("2026-01-09T02:11:07.120007Z");
    expect(instantText(0n)).toBe("1970-01-01T00:00:00.000000Z");
  });

  it("is ordered as the instants are", () => {
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        expect(instantText(one) < instantText(other)).toBe(one < other);
      }),
    );
  });

  it.each([
    ["2026-01-09 02:11:07.123456+00", "2026-01-09T02:11:07.123456Z"],
    ["2026-01-09 02:11:07.1+00", "2026-01-09T02:11:07.100000Z"],
    ["2026-01-09 02:11:07+00", "2026-01-09T02:11:07.000000Z"],
  ])("is read from PostgreSQL's %s", (sent, canonical) => {
    expect(decodeInstant(sent)).toBe(canonical);
  });

  it.each(["2026-01-09 10:11:07.123456+08", "09.01.2026 02:11:07.123456 UTC", ""])("is not guessed from %j", (sent) => {
    expect(() => decodeInstant(sent)).toThrow(/not ISO text in UTC/);
  });
});

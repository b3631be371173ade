import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toUtf8 } from "../bytes/utf8.ts";
import { faultOf } from "../testing/outside.ts";
import { eventEntry, MemoryLog } from "../testing/small-log.ts";
import { formatAddCheckpoint, parseAddCheckpoint } from "./add-checkpoint.ts";

const log = new MemoryLog();
log.append([eventEntry(0)]);
const checkpoint = log.publish();
const note = new TextDecoder().decode(checkpoint);
const hash = `${"A".repeat(43)}=`;

describe("the body of add-checkpoint", () => {
  it("is the old size, the proof, an empty line and the checkpoint", () => {
    const body = formatAddCheckpoint({ oldSize: 7, proof: [new Uint8Array(32)], checkpoint });
    expect(new TextDecoder().decode(body)).toBe(`old 7\n${hash}\n\n${note}`);
    expect(parseAddCheckpoint(body)).toEqual({ oldSize: 7, proof: [new Uint8Array(32)], checkpoint });
  });

  it("has one spelling: what is read is written back the same", () => {
    const proofs = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 });
    fc.assert(
      fc.property(fc.maxSafeNat(), proofs, (oldSize, proof) => {
        const body = formatAddCheckpoint({ oldSize, proof, checkpoint });
        expect(formatAddCheckpoint(parseAddCheckpoint(body))).toEqual(body);
      }),
    );
  });

  it.each([
    ["", "request-lines"],
    ["old 0\n", "request-lines"],
    [`old 0\n${hash}\n`, "request-lines"],
    [`\n\nold 0\n\n${note}`, "request-old-size"],
    [`Old 0\n\n${note}`, "request-old-size"],
    [`old  0\n\n${note}`, "request-old-size"],
    [`old 00\n\n${note}`, "request-old-size"],
    [`old -1\n\n${note}`, "request-old-size"],
    [`old 1 \n\n${note}`, "request-old-size"],
    [`old 1\r\n\n${note}`, "request-old-size"],
    [`old 9007199254740992\n\n${note}`, "request-old-size"],
    [`old 1\n${hash.slice(0, -1)}\n\n${note}`, "request-proof"],
    [`old 1\n${hash} \n\n${note}`, "request-proof"],
    [`old 1\nAAAA\n\n${note}`, "request-proof"],
    [`old 1\n${"A".repeat(42)}B=\n\n${note}`, "request-proof"],
    [`old 1\n${`${hash}\n`.repeat(64)}\n${note}`, "request-proof"],
    [`old 1\n\n${"x".repeat(80_000)}`, "request-too-large"],
  ])("is refused: %j", (text, fault) => {
    expect(faultOf(() => parseAddCheckpoint(toUtf8(text)))).toBe(fault);
  });

  it("is refused where it is not UTF-8", () => {
    expect(faultOf(() => parseAddCheckpoint(Uint8Array.of(0x6f, 0xff, 0x0a, 0x0a)))).toBe("not-utf8");
  });
});

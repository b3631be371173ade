import { ByteWriter } from "./byte-writer.ts";
import type { OutlinePoint } from "./lighter-outline.ts";

/** A glyph as the streams of WOFF2's transformed `glyf` table hold it. */
export interface PackedGlyph {
  readonly contours: number;
  readonly points: number;
  readonly pointCounts: Uint8Array;
  readonly flags: Uint8Array;
  /** Distances from point to point, then the length of the instructions: none. */
  readonly triplets: Uint8Array;
}

/** Packs an outline as section 5.1 of the WOFF2 specification (W3C) says. No step may be longer than 768 units. */
export function packGlyph(contours: readonly (readonly OutlinePoint[])[]): PackedGlyph {
  const [pointCounts, flags, triplets] = [new ByteWriter(), new ByteWriter(), new ByteWriter()];
  let last = { x: 0, y: 0 };
  for (const contour of contours) {
    packNumber(pointCounts, contour.length);
    for (const point of contour) {
      const { flag, bytes } = triplet(point.x - last.x, point.y - last.y);
      flags.u8(flag + (point.on ? 0 : 128));
      triplets.bytes(bytes);
      last = point;
    }
  }
  if (contours.length > 0) packNumber(triplets, 0);
  return {
    contours: contours.length,
    points: contours.reduce((sum, { length }) => sum + length, 0),
    pointCounts: pointCounts.done(),
    flags: flags.done(),
    triplets: triplets.done(),
  };
}

function triplet(dx: number, dy: number): { readonly flag: number; readonly bytes: readonly number[] } {
  const [x, y] = [Math.abs(dx), Math.abs(dy)];
  const [right, up] = [dx < 0 ? 0 : 1, dy < 0 ? 0 : 1];
  const signs = right + 2 * up;
  if (x === 0 && y < 1280) return { flag: ((y & 0xf00) >> 7) + up, bytes: [y & 255] };
  if (y === 0 && x < 1280) return { flag: 10 + ((x & 0xf00) >> 7) + right, bytes: [x & 255] };
  const [a, b] = [x - 1, y - 1];
  if (a < 64 && b < 64) {
    return { flag: 20 + (a & 0x30) + ((b & 0x30) >> 2) + signs, bytes: [((a & 15) << 4) | (b & 15)] };
  }
  if (a < 768 && b < 768) {
    return { flag: 84 + 12 * (a >> 8) + ((b & 0x300) >> 6) + signs, bytes: [a & 255, b & 255] };
  }
  throw new RangeError(`a step of ${dx}, ${dy} units: outlines of this size are not packed here`);
}

/** 255UInt16. */
function packNumber(to: ByteWriter, value: number): void {
  if (value < 253) to.u8(value);
  else if (value < 506) to.u8(255, value - 253);
  else to.u8(253).u16(value);
}

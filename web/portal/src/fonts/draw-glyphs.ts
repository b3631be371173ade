import { readFile } from "node:fs/promises";
import type { Contour, Point, Segment } from "./outline.ts";

/** Outlines of a font file, by character. */
export interface DrawnGlyphs {
  readonly unitsPerEm: number;
  readonly outlines: ReadonlyMap<number, readonly Contour[]>;
}

/**
 * Draws characters of a variable WOFF2 font at one weight; those alone that are one em wide. HarfBuzz is loaded when it
 * is first needed.
 */
export async function drawGlyphs(file: string, characters: readonly number[], weight: number): Promise<DrawnGlyphs> {
  const [hb, { default: unpacked }] = await Promise.all([import("harfbuzzjs"), import("woff2-encoder/decompress")]);
  const face = new hb.Face(new hb.Blob(await unpacked(await readFile(file))));
  const font = new hb.Font(face);
  font.setVariations([new hb.Variation("wght", weight)]);
  const pen = new Pen();
  const draw = new hb.DrawFuncs();
  draw.setMoveToFunc((x, y) => pen.move({ x, y }));
  draw.setLineToFunc((x, y) => pen.go(null, { x, y }));
  draw.setQuadraticToFunc((...[cx, cy, x, y]) => pen.go({ x: cx, y: cy }, { x, y }));
  draw.setClosePathFunc(() => pen.close());
  const outlines = new Map<number, readonly Contour[]>();
  for (const character of characters) {
    const glyph = font.nominalGlyph(character);
    if (glyph === undefined || font.glyphHAdvance(glyph) !== face.upem) continue;
    font.drawGlyph(glyph, draw);
    outlines.set(character, pen.taken());
  }
  return { unitsPerEm: face.upem, outlines };
}

class Pen {
  #contours: Contour[] = [];
  #segments: Segment[] = [];
  #start: Point = { x: 0, y: 0 };
  #at: Point = this.#start;

  move(to: Point): void {
    this.#start = to;
    this.#at = to;
  }

  go(control: Point | null, to: Point): void {
    if (control || to.x !== this.#at.x || to.y !== this.#at.y) this.#segments.push({ from: this.#at, control, to });
    this.#at = to;
  }

  close(): void {
    this.go(null, this.#start);
    if (this.#segments.length > 0) this.#contours.push(this.#segments);
    this.#segments = [];
  }

  /** What was drawn since the last time. */
  taken(): readonly Contour[] {
    const drawn = this.#contours;
    this.#contours = [];
    return drawn;
  }
}

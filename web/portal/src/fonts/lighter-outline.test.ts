import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { drawGlyphs } from "./draw-glyphs.ts";
import { readFontPackage } from "./font-slices.ts";
import { lighterOutline, type OutlinePoint } from "./lighter-outline.ts";
import { type Contour, dot, minus, type Point, pointAt, type Segment } from "./outline.ts";

const sheet = createRequire(import.meta.url).resolve("@fontsource-variable/noto-sans-sc/index.css");
const grid = 256;

/** The segments of a contour as TrueType reads its points: between two control points stands one that is implied. */
function segmentsOf(points: readonly OutlinePoint[]): readonly Segment[] {
  const all = points.flatMap((point, at) => {
    const next = points[(at + 1) % points.length] ?? point;
    const middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2, on: true };
    return point.on || next.on ? [point] : [point, middle];
  });
  const first = all.findIndex(({ on }) => on);
  const ring = [...all.slice(first), ...all.slice(0, first), ...all.slice(first, first + 1)];
  return ring.flatMap((from, at) => {
    const [one, two] = [ring[at + 1], ring[at + 2]];
    if (!from.on || !one) return [];
    return [one.on ? { from, control: null, to: one } : { from, control: one, to: two ?? one }];
  });
}

const traced = (contour: Contour, steps: number) =>
  contour.flatMap((segment) => Array.from({ length: steps }, (_, at) => pointAt(segment, at / steps)));

function distance(point: Point, ring: readonly Point[]): number {
  return ring.reduce((nearest, from, at) => {
    const [way, aside] = [minus(ring[(at + 1) % ring.length] ?? from, from), minus(point, from)];
    const along = Math.min(1, Math.max(0, dot(aside, way) / (dot(way, way) || 1)));
    return Math.min(nearest, Math.hypot(aside.x - along * way.x, aside.y - along * way.y));
  }, Number.POSITIVE_INFINITY);
}

it("passes where the outline was drawn, closer than the eye sees at 16 pixels, with fewer points", async () => {
  const slice = readFontPackage(sheet, [0, 0]).slices.find(({ characters }) => characters.includes(0x660e));
  const drawn = await drawGlyphs(slice?.file ?? "", slice?.characters ?? [], 400);
  const scale = grid / drawn.unitsPerEm;
  let [before, after, farthest] = [0, 0, 0];
  for (const contours of drawn.outlines.values()) {
    const lighter = lighterOutline(contours, { unitsPerEm: drawn.unitsPerEm, grid });
    before += contours.flat().reduce((sum, { control }) => sum + (control ? 2 : 1), 0);
    after += lighter.flat().length;
    const way = lighter.map((points) => traced(segmentsOf(points), 8));
    for (const { x, y } of contours.flatMap((contour) => traced(contour, 4))) {
      const point = { x: x * scale, y: y * scale };
      farthest = Math.max(farthest, Math.min(...way.map((ring) => distance(point, ring))));
    }
  }
  expect(drawn.outlines.size).toBeGreaterThan(100);
  // Of 256 units, tolerance and grid together: less than a tenth of a pixel at 16 px.
  expect(farthest).toBeLessThan(1.5);
  expect(after).toBeLessThan(0.8 * before);
});

import { type Contour, cross, dot, minus, type Point, pointAt, type Segment } from "./outline.ts";

/** A point as TrueType keeps it: on the outline, or a control point beside it. */
export interface OutlinePoint extends Point {
  readonly on: boolean;
}

interface Traced extends Segment {
  /** Points of the outline as it was drawn, which this segment has to pass. */
  readonly passes: readonly Point[];
}

/** How far the lighter outline may pass from the drawn one, in thousandths of an em: 1/30 of a pixel at 16 px. */
const tolerance = 2;

/**
 * The outline with fewer curves and on a coarser grid, as points: what the eye cannot tell from the drawn one at the
 * sizes of a page, in two thirds of the bytes. `unitsPerEm` is that of what was drawn, `grid` that of the result.
 */
export function lighterOutline(
  contours: readonly Contour[],
  { unitsPerEm, grid }: { readonly unitsPerEm: number; readonly grid: number },
): readonly (readonly OutlinePoint[])[] {
  const allowed = (tolerance * unitsPerEm) / 1000;
  const scale = grid / unitsPerEm;
  return contours
    .map((contour) => withoutNeedless(onGrid(withFewerCurves(contour, allowed), scale)))
    .filter(({ length }) => length > 2);
}

function withFewerCurves(contour: Contour, allowed: number): readonly Segment[] {
  const done: Traced[] = [];
  for (const segment of contour) {
    let last: Traced = { ...segment, passes: [0.25, 0.5, 0.75, 1].map((t) => pointAt(segment, t)) };
    for (;;) {
      const joined = done.length > 0 ? join(done[done.length - 1] as Traced, last, allowed) : null;
      if (!joined) break;
      done.pop();
      last = joined;
    }
    done.push(last);
  }
  return done;
}

/** One curve in place of two that go over into each other; null where it would leave the outline. */
function join(a: Traced, b: Traced, allowed: number): Traced | null {
  if (!a.control || !b.control) return null;
  const [before, after] = [minus(a.to, a.control), minus(b.control, b.from)];
  if (Math.abs(cross(before, after)) > dot(before, after) / 4) return null;
  const [out, into] = [minus(a.control, a.from), minus(b.to, b.control)];
  const turn = cross(out, into);
  const reach = turn === 0 ? 0 : cross(minus(b.to, a.from), into) / turn;
  if (reach <= 0) return null;
  const control = { x: a.from.x + reach * out.x, y: a.from.y + reach * out.y };
  if (dot(minus(b.to, control), into) <= 0) return null;
  const passes = [...a.passes, ...b.passes];
  const far = distanceFrom(a.from, control, b.to);
  return passes.every((point) => far(point) <= allowed) ? { from: a.from, control, to: b.to, passes } : null;
}

/**
 * How far points near a curve lie from it, to the first order: in barycentric coordinates of its three points a
 * quadratic curve is where b² = 4ac.
 */
function distanceFrom(from: Point, control: Point, to: Point): (point: Point) => number {
  const area = cross(minus(control, from), minus(to, from));
  const slope = (u: Point, v: Point) => ({ x: (u.y - v.y) / area, y: (v.x - u.x) / area });
  const [byA, byB, byC] = [slope(control, to), slope(to, from), slope(from, control)];
  return (point) => {
    const aside = minus(point, from);
    const b = dot(aside, byB);
    const c = dot(aside, byC);
    const a = 1 - b - c;
    const x = 2 * b * byB.x - 4 * (a * byC.x + c * byA.x);
    const y = 2 * b * byB.y - 4 * (a * byC.y + c * byA.y);
    return Math.abs(b * b - 4 * a * c) / Math.hypot(x, y);
  };
}

function onGrid(segments: readonly Segment[], scale: number): readonly OutlinePoint[] {
  const at = ({ x, y }: Point, on: boolean) => ({ x: Math.round(x * scale), y: Math.round(y * scale), on });
  return segments.flatMap(({ from, control }) => [at(from, true), ...(control ? [at(control, false)] : [])]);
}

/** Leaves out what the grid made one point, what lies on a line, and what two control points imply. */
function withoutNeedless(points: readonly OutlinePoint[]): readonly OutlinePoint[] {
  const single = kept(points, ({ point, after }) => !(point.on && after.on && same(point, after)));
  const cornered = kept(single, ({ before, point, after }) => {
    const straight = before.on && point.on && after.on;
    return !straight || cross(minus(point, before), minus(after, point)) !== 0;
  });
  return kept(cornered, ({ before, point, after }) => {
    const between = point.on && !before.on && !after.on;
    return !between || before.x + after.x !== 2 * point.x || before.y + after.y !== 2 * point.y;
  });
}

interface Around {
  readonly before: OutlinePoint;
  readonly point: OutlinePoint;
  readonly after: OutlinePoint;
}

function kept(points: readonly OutlinePoint[], needed: (around: Around) => boolean): readonly OutlinePoint[] {
  const at = (index: number) => points[(index + points.length) % points.length] as OutlinePoint;
  return points.filter((point, index) => needed({ before: at(index - 1), point, after: at(index + 1) }));
}

function same(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

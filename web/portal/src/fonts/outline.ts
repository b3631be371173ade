/** A point of an outline, in units of its em; y grows upwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line, or with a control point a quadratic curve. */
export interface Segment {
  readonly from: Point;
  readonly control: Point | null;
  readonly to: Point;
}

/** Closed: each segment begins where the one before it ends, the first where the last does. */
export type Contour = readonly Segment[];

export function minus(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}

export function dot(a: Point, b: Point): number {
  return a.x * b.x + a.y * b.y;
}

export function cross(a: Point, b: Point): number {
  return a.x * b.y - a.y * b.x;
}

/** The point of a segment at `t` from 0 to 1. */
export function pointAt({ from, control, to }: Segment, t: number): Point {
  const mix = (a: number, b: number) => a + (b - a) * t;
  if (!control) return { x: mix(from.x, to.x), y: mix(from.y, to.y) };
  return {
    x: mix(mix(from.x, control.x), mix(control.x, to.x)),
    y: mix(mix(from.y, control.y), mix(control.y, to.y)),
  };
}

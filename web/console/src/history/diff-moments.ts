import { justBefore } from "../view/shanghai-clock.ts";
import { readView } from "../view/view-state.ts";

/** A moment as the address holds it; null stands for now. */
export interface Moment {
  readonly asOf: string | null;
  readonly knownAt: string | null;
}

export interface Moments {
  readonly from: Moment;
  readonly to: Moment;
}

/** The comparison begins at dates of its own and ends at those of the page, so that the page's slider moves its end. */
export function readMoments(params: URLSearchParams): Moments {
  const get = (name: string) => params.get(name) || null;
  return { from: { asOf: get("fromAsOf"), knownAt: get("fromKnownAt") }, to: readView(params) };
}

export function diffParams({ from, to }: Moments): Record<string, string | null> {
  return { fromAsOf: from.asOf, fromKnownAt: from.knownAt, asOf: to.asOf, knownAt: to.knownAt };
}

/** From just before a record to just after it. */
export function effectOf(recordedAt: string, asOf: string | null): Moments {
  return { from: { asOf, knownAt: justBefore(recordedAt) }, to: { asOf, knownAt: recordedAt } };
}

/** Whether the two moments lie on both sides of one record and nothing else. */
export function isEffect({ from, to }: Moments): boolean {
  return from.knownAt !== null && to.knownAt !== null && justBefore(to.knownAt) === from.knownAt;
}

/** Between two instants of knowledge, the earlier one first. */
export function inOrder(one: string, other: string, asOf: string | null): Moments {
  const [from, to] = one <= other ? [one, other] : [other, one];
  return { from: { asOf, knownAt: from }, to: { asOf, knownAt: to } };
}

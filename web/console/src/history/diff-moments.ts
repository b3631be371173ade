import { justBefore } from "../view/shanghai-clock.ts";

/** A moment as the address of the comparison holds it; null stands for now. */
export interface Moment {
  readonly asOf: string | null;
  readonly knownAt: string | null;
}

export interface Moments {
  readonly from: Moment;
  readonly to: Moment;
}

export function readMoments(params: URLSearchParams): Moments {
  const get = (name: string) => params.get(name) || null;
  return {
    from: { asOf: get("fromAsOf"), knownAt: get("fromKnownAt") },
    to: { asOf: get("toAsOf"), knownAt: get("toKnownAt") },
  };
}

/** The comparison's own parameters; the dates of the page are taken out, for here there are two of each. */
export function diffParams({ from, to }: Moments): Record<string, string | null> {
  return {
    asOf: null,
    knownAt: null,
    fromAsOf: from.asOf,
    fromKnownAt: from.knownAt,
    toAsOf: to.asOf,
    toKnownAt: to.knownAt,
  };
}

/** From just before a record to just after it. */
export function effectOf(recordedAt: string, asOf: string | null): Moments {
  return { from: { asOf, knownAt: justBefore(recordedAt) }, to: { asOf, knownAt: recordedAt } };
}

/** Between two instants of knowledge, the earlier one first. */
export function inOrder(one: string, other: string, asOf: string | null): Moments {
  const [from, to] = one <= other ? [one, other] : [other, one];
  return { from: { asOf, knownAt: from }, to: { asOf, knownAt: to } };
}

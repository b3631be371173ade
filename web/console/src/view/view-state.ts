/** Which view of a plan a page shows. null stands for now: today, and all that is known. */
export interface View {
  /** State of the world on this ISO date. */
  readonly asOf: string | null;
  /** As it was known at this instant (UTC, RFC 3339). */
  readonly knownAt: string | null;
}

/** Parameters that go along from page to page; everything else belongs to the page that set it. */
const carriedParams = ["asOf", "knownAt", "unit", "lang"] as const;

export function readView(params: URLSearchParams): View {
  return { asOf: params.get("asOf") || null, knownAt: params.get("knownAt") || null };
}

export function isPast(view: View): boolean {
  return view.asOf !== null || view.knownAt !== null;
}

/** A copy of the parameters with some of them set; null takes a parameter out. */
export function withParams(params: URLSearchParams, patch: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** The search part of a link to another page: the carried parameters of this one, and the link's own. */
export function searchFor(params: URLSearchParams, own: Readonly<Record<string, string | null>> = {}): string {
  const carried = new URLSearchParams();
  for (const name of carriedParams) {
    const value = params.get(name);
    if (value !== null) carried.set(name, value);
  }
  const text = withParams(carried, own).toString();
  return text === "" ? "" : `?${text}`;
}

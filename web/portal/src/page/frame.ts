import type { LocalText, Moment } from "@mingzhang/domain";
import type { Lang } from "@mingzhang/ui";

/** Parameters of an address, in the order in which they are written. */
export type Query = Readonly<Record<string, string | null>>;

/** Where a page stands: language, pair of dates, address. All that its links carry on. */
export interface Frame {
  readonly lang: Lang;
  /** The `lang` of the address; null where the language was agreed with the browser. */
  readonly askedLang: Lang | null;
  /** Address of the page itself, without host and parameters. */
  readonly path: string;
  /** The page's own parameters (filters, page number), without language and dates. */
  readonly query: Query;
  /** The dates of the address; null where they were left out and mean now. */
  readonly asked: { readonly asOf: string | null; readonly knownAt: string | null };
  /** The pair that the page stands for; null on a page that shows no data. */
  readonly moment: Moment | null;
  /** The plan that the page is about, if it is about one. */
  readonly plan: PlanHead | null;
  /** True where anything on the page is simulated. */
  readonly simulated: boolean;
  /** Scheme and host that the public uses, without a slash at the end. */
  readonly publicUrl: string;
  /**
   * Slug of a plan that stands still, where the page is about now: one of its records cannot be shown yet, and `moment`
   * is the last pair that can.
   */
  readonly standing?: string;
}

export interface PlanHead {
  readonly slug: string;
  readonly name: LocalText;
  /** SHA-256 of the view in hex, and the position of the plan's last event that is known. */
  readonly stateHash: string;
  readonly position: string;
}

/** An address on this site in the language and at the dates of the page that links to it. */
export function href(frame: Frame, path: string, query: Query = {}): string {
  return withQuery(path, { ...query, ...frame.asked, lang: frame.askedLang });
}

/** The address under which this very page stays as it is: both dates and the language are written out. */
export function permalink(frame: Frame): string {
  const { asOf = null, knownAt = null } = frame.moment ?? {};
  return withQuery(frame.path, { ...frame.query, asOf, knownAt, lang: frame.lang });
}

/** The page in another language. */
export function inLanguage(frame: Frame, lang: Lang): string {
  return withQuery(frame.path, { ...frame.query, ...frame.asked, lang });
}

/** The page as it is now. */
export function atPresent(frame: Frame): string {
  return withQuery(frame.path, { ...frame.query, lang: frame.askedLang });
}

/** Whether the page looks at a pair of dates that the reader chose. */
export function isPinned({ asked }: Frame): boolean {
  return asked.asOf !== null || asked.knownAt !== null;
}

/** Appends the parameters that have a value. */
export function withQuery(path: string, query: Query): string {
  const params = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll("%3A", ":")}`],
  );
  return params.length > 0 ? `${path}?${params.join("&")}` : path;
}

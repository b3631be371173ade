import type { Moment } from "@mingzhang/domain";

/** Path of a plan's page at a pair of dates, both explicit: what it shows never changes. */
export function permalinkOf(slug: string, { asOf, knownAt }: Moment): string {
  return `/plans/${slug}?${new URLSearchParams({ asOf, knownAt })}`;
}

import { withQuery } from "@mingzhang/portal";
import type { Lang } from "@mingzhang/ui";
import type { FeedFilter } from "./feed-filter.ts";

export type FeedFormat = "json" | "atom";

/** What tells one feed from another: the whole record or a filter of it, the language, and dates of the past. */
export interface FeedChoice extends FeedFilter {
  readonly publicUrl: string;
  readonly lang: Lang;
  readonly asked: { readonly asOf: string | null; readonly knownAt: string | null };
}

/** Absolute address of a feed's subscription document, or of one of its archive pages. */
export function feedUrl(choice: FeedChoice, format: FeedFormat, archivePage?: bigint): string {
  const { publicUrl, plan, project, kind, lang, asked } = choice;
  const path = archivePage === undefined ? `/feed.${format}` : `/feed/${archivePage}.${format}`;
  return publicUrl + withQuery(path, { plan, project, kind, ...asked, lang });
}

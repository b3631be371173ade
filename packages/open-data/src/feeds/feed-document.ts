import { requireDay, requireInstant } from "../instants.ts";
import { plainText } from "../plain-text.ts";

/** One public event as a feed shows it. `index` is its stable public index, `leafHash` 64 hex digits. */
export interface FeedItem {
  /** The permalink of the entry: unique for ever, the same in every language. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly contentText: string;
  /** When the system recorded it: a UTC instant. */
  readonly publishedAt: string;
  /** When it happened in the world: a day in Asia/Shanghai. */
  readonly occurredOn: string;
  readonly index: bigint | number;
  readonly leafHash: string;
  readonly kind: string;
  /** Null where it is of no plan, but of the installation itself. */
  readonly planSlug: string | null;
  readonly simulated: boolean;
  /** Where the proof of the entry is, once a published checkpoint covers it; `size` is that of the checkpoint. */
  readonly proof?: { readonly url: string; readonly size?: bigint | number };
  /** The entry that this one corrects. */
  readonly corrects?: { readonly index: bigint | number; readonly url: string };
}

/** Where a document stands in the chain: `prevArchiveUrl` leads to older entries, `nextArchiveUrl` to newer ones. */
export interface FeedPages {
  readonly kind: "subscription" | "archive";
  readonly currentUrl: string;
  readonly prevArchiveUrl?: string;
  readonly nextArchiveUrl?: string;
}

/** One feed document. Every URL is absolute; items stay in the order given, newest first by custom. */
export interface FeedDocument {
  readonly title: string;
  readonly description?: string;
  readonly language: "zh-CN" | "en";
  readonly authorName: string;
  readonly homePageUrl: string;
  /** Identifies the whole feed: the same on the subscription document and on every archive page. */
  readonly feedUrl: string;
  /** The address of this very document. */
  readonly selfUrl: string;
  readonly updatedAt: string;
  readonly simulated: boolean;
  /** The feed is finished: nothing will be added. */
  readonly expired?: boolean;
  readonly items: readonly FeedItem[];
  readonly pages: FeedPages;
}

const simulatedMark = { "zh-CN": "（模拟数据）", en: " (simulated data)" };

/**
 * The document as both formats write it: text cleaned, simulated data marked in the title of the feed and of each item.
 * The items of a simulated feed are simulated, and a feed with a simulated item says so in its title.
 * Throws a TypeError on a relative URL, a doubled id, an instant or day that does not exist, a bad index or leaf hash.
 */
export function checkedFeed(feed: FeedDocument): FeedDocument {
  const ids = new Set(feed.items.map((item) => item.id));
  if (ids.size !== feed.items.length) throw new TypeError(`feed ${feed.selfUrl} names an item twice`);
  const { currentUrl, prevArchiveUrl, nextArchiveUrl } = feed.pages;
  for (const url of [feed.homePageUrl, feed.feedUrl, feed.selfUrl, currentUrl, prevArchiveUrl, nextArchiveUrl]) {
    if (url !== undefined) requireUrl(url);
  }
  requireInstant(feed.updatedAt);
  const items = feed.items.map((item) => checkedItem(item, feed));
  const simulated = feed.simulated || items.some((item) => item.simulated);
  return {
    ...feed,
    simulated,
    title: marked(feed.title, simulated, feed.language),
    ...(feed.description === undefined ? {} : { description: plainText(feed.description) }),
    authorName: plainText(feed.authorName),
    items,
  };
}

/** The public index as a JSON number. Throws a TypeError where it is negative or no safe integer. */
export function indexNumber(index: bigint | number): number {
  const value = Number(index);
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`not a public index: ${index}`);
  return value;
}

function checkedItem(item: FeedItem, feed: FeedDocument): FeedItem {
  requireUrl(item.id);
  requireUrl(item.url);
  if (item.corrects) requireUrl(item.corrects.url);
  if (item.proof) requireUrl(item.proof.url);
  requireInstant(item.publishedAt);
  requireDay(item.occurredOn);
  if (!/^[0-9a-f]{64}$/.test(item.leafHash)) throw new TypeError(`not a leaf hash: ${item.leafHash}`);
  const simulated = feed.simulated || item.simulated;
  return {
    ...item,
    simulated,
    title: marked(item.title, simulated, feed.language),
    contentText: plainText(item.contentText),
    kind: plainText(item.kind),
    planSlug: item.planSlug === null ? null : plainText(item.planSlug),
  };
}

function marked(title: string, simulated: boolean, language: FeedDocument["language"]): string {
  const mark = simulatedMark[language];
  return plainText(simulated && !title.endsWith(mark) ? `${title}${mark}` : title);
}

function requireUrl(url: string): void {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new TypeError(`not an absolute URL: ${url}`);
}

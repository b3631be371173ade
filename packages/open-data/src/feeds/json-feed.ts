import { checkedFeed, indexNumber, type FeedDocument, type FeedItem } from "./feed-document.ts";

/**
 * One document of JSON Feed 1.1; equal input gives equal bytes. `next_url` leads to the older page.
 * Extension `_tlog` places each item in the public log, `_mingzhang` carries both times as data.
 * Source: https://www.jsonfeed.org/version/1.1/. Throws a TypeError as `checkedFeed` does.
 */
export function jsonFeed(input: FeedDocument): string {
  const feed = checkedFeed(input);
  const document = {
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.homePageUrl,
    feed_url: feed.feedUrl,
    description: feed.description,
    next_url: feed.pages.prevArchiveUrl,
    authors: [{ name: feed.authorName }],
    language: feed.language,
    expired: feed.expired ? true : undefined,
    _mingzhang: { updated_at: feed.updatedAt, simulated: feed.simulated },
    items: feed.items.map(itemObject),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function itemObject(item: FeedItem): object {
  const corrects = item.corrects && { index: indexNumber(item.corrects.index), url: item.corrects.url };
  return {
    id: item.id,
    url: item.url,
    title: item.title,
    content_text: item.contentText,
    date_published: item.publishedAt,
    tags: [item.kind],
    _tlog: {
      about: "https://c2sp.org/tlog-tiles",
      index: indexNumber(item.index),
      leaf_hash: item.leafHash,
      size: item.proof?.size === undefined ? undefined : indexNumber(item.proof.size),
      proof_url: item.proof?.url,
      corrects,
    },
    _mingzhang: {
      occurred_on: item.occurredOn,
      recorded_at: item.publishedAt,
      plan: item.planSlug,
      kind: item.kind,
      simulated: item.simulated,
    },
  };
}

import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces";
import { checkedFeed, indexNumber, type FeedDocument, type FeedItem } from "./feed-document.ts";

const atom = "http://www.w3.org/2005/Atom";
const history = "http://purl.org/syndication/history/1.0";

/** The namespace of our own elements: `index`, `leaf-hash`, `occurred-on`, `recorded-at`, `plan`, `kind`, … */
export const feedNamespace = "urn:mingzhang:feed:1";
/** Relation of an entry to its `.tlog-proof`: the address of the specification that defines it. */
const proofRelation = "https://c2sp.org/tlog-proof";

/**
 * One Atom document; equal input gives equal bytes. A subscription document links to the newest archive page, and an
 * archive page to its neighbours and to the subscription document.
 * Source: RFC 4287, RFC 5005 section 4. Throws a TypeError as `checkedFeed` does.
 */
export function atomFeed(input: FeedDocument): string {
  const feed = checkedFeed(input);
  const root = create({ version: "1.0", encoding: "UTF-8" }).ele(atom, "feed");
  root.att("http://www.w3.org/2000/xmlns/", "xmlns:fh", history);
  root.att("http://www.w3.org/2000/xmlns/", "xmlns:mz", feedNamespace);
  root.att("http://www.w3.org/XML/1998/namespace", "xml:lang", feed.language);
  text(root, "id", feed.feedUrl);
  text(root, "title", feed.title);
  if (feed.description !== undefined) text(root, "subtitle", feed.description);
  text(root, "updated", feed.updatedAt);
  text(root.ele(atom, "author"), "name", feed.authorName);
  link(root, { rel: "self", type: "application/atom+xml", href: feed.selfUrl });
  link(root, { rel: "alternate", type: "text/html", href: feed.homePageUrl });
  archiveLinks(root, feed);
  own(root, "simulated", String(feed.simulated));
  for (const item of feed.items) entry(root, item);
  return `${root.end({ prettyPrint: true })}\n`;
}

function archiveLinks(root: XMLBuilder, { pages }: FeedDocument): void {
  const archive = pages.kind === "archive";
  if (archive) {
    root.ele(history, "fh:archive");
    link(root, { rel: "current", href: pages.currentUrl });
  }
  if (pages.prevArchiveUrl !== undefined) link(root, { rel: "prev-archive", href: pages.prevArchiveUrl });
  if (archive && pages.nextArchiveUrl !== undefined) link(root, { rel: "next-archive", href: pages.nextArchiveUrl });
}

function entry(root: XMLBuilder, item: FeedItem): void {
  const element = root.ele(atom, "entry");
  text(element, "id", item.id);
  text(element, "title", item.title);
  // An entry is never edited: what corrects it is another entry.
  text(element, "updated", item.publishedAt);
  text(element, "published", item.publishedAt);
  link(element, { rel: "alternate", type: "text/html", href: item.url });
  if (item.corrects) link(element, { rel: "related", type: "text/html", href: item.corrects.url });
  if (item.proof) link(element, { rel: proofRelation, type: "text/plain", href: item.proof.url });
  element.ele(atom, "category", { term: item.kind });
  element.ele(atom, "content", { type: "text" }).txt(item.contentText);
  own(element, "index", String(indexNumber(item.index)));
  own(element, "leaf-hash", item.leafHash);
  own(element, "occurred-on", item.occurredOn);
  own(element, "recorded-at", item.publishedAt);
  if (item.planSlug !== null) own(element, "plan", item.planSlug);
  own(element, "kind", item.kind);
  own(element, "simulated", String(item.simulated));
  if (item.corrects) {
    const { index, url } = item.corrects;
    element.ele(feedNamespace, "mz:corrects", { index: String(indexNumber(index)), href: url });
  }
}

function text(parent: XMLBuilder, name: string, value: string): void {
  parent.ele(atom, name).txt(value);
}

function own(parent: XMLBuilder, name: string, value: string): void {
  parent.ele(feedNamespace, `mz:${name}`).txt(value);
}

function link(parent: XMLBuilder, attributes: Record<string, string>): void {
  parent.ele(atom, "link", attributes);
}

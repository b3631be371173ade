import { inLang, type LocalText, typeLabel } from "@mingzhang/domain";
import { atomFeed, type FeedDocument, type FeedPages, jsonFeed } from "@mingzhang/open-data";
import { withQuery } from "@mingzhang/portal";
import { instantText, languages } from "@mingzhang/ui";
import type { Entry } from "../entries/public-record.ts";
import type { DataAnswer } from "../http/data-route.ts";
import { indexIn, single } from "../http/parameters.ts";
import { headOf, planOf, type Question } from "../http/question.ts";
import { notFound } from "../http/trouble.ts";
import { promisedWithinMs } from "../log/writer/merge-promise.ts";
import { wordsOf } from "../pages/changes.ts";
import { type FeedChoice, type FeedFormat, feedUrl } from "./feed-address.ts";
import { feedFilterOf, filtered, newestEntries } from "./feed-filter.ts";
import { feedItem, type Proved } from "./feed-items.ts";
import { feedTexts } from "./feed-texts.ts";

/** Entries on an archive page: the same as in a bundle of the log. */
export const pageSize = 256n;
const newestItems = 100;
const largestBytes = 250 * 1024;
const types = { json: "application/feed+json; charset=utf-8", atom: "application/atom+xml; charset=utf-8" } as const;
const write = { json: jsonFeed, atom: atomFeed } as const;
const beforeAll = "1970-01-01T00:00:00.000000Z";

interface Feed {
  readonly choice: FeedChoice;
  readonly format: FeedFormat;
  readonly planName: LocalText | null;
  /** Where the feed stands still, and since when records wait for longer than the log promised; null elsewhere. */
  readonly waits: { readonly size: bigint; readonly since: string } | null;
}

/** The newest entries: what a reader subscribes to. The next older one is on the archive page that it links to. */
export async function subscription(question: Question, format: FeedFormat): Promise<DataAnswer> {
  const { feed, plan, closed } = await feedOf(question, format);
  const found = await newestEntries(question, feed.choice, newestItems + 1);
  const proved = { size: question.provedSize ?? 0n, said: true };
  for (let count = Math.min(newestItems, found.length); ; count -= Math.ceil(count / 8)) {
    const next = found[count];
    const pages: FeedPages = {
      kind: "subscription",
      currentUrl: feedUrl(feed.choice, format),
      ...(next ? { prevArchiveUrl: feedUrl(feed.choice, format, next.publicIndex / pageSize) } : {}),
    };
    const selfUrl = pages.currentUrl;
    const document = documentOf(feed, found.slice(0, count), { pages, selfUrl, proved });
    const body = write[format](closed ? { ...document, expired: true } : document);
    if (count > 1 && Buffer.byteLength(body) > largestBytes) continue;
    return { ...answerFor(feed, body, document), caching: "head", plan };
  }
}

/**
 * Archive page N: entries 256 N to 256 N + 255. A full page never changes again, whatever is recorded after it; the
 * last one still grows, and its page is kept no longer than the subscription document.
 */
export async function archivePage(question: Question, format: FeedFormat, text: string): Promise<DataAnswer> {
  const { record, moment } = question;
  const number = indexIn(text);
  const size = await record.size(moment);
  if (number === null || number > size / pageSize) throw notFound();
  const { feed, plan } = await feedOf(question, format);
  const full = size >= (number + 1n) * pageSize;
  const items = await filtered(question, await pageEntries(question, number, feed.choice.plan), feed.choice);
  const pages: FeedPages = {
    kind: "archive",
    currentUrl: feedUrl(feed.choice, format),
    ...(number > 0n ? { prevArchiveUrl: feedUrl(feed.choice, format, number - 1n) } : {}),
    ...(full ? { nextArchiveUrl: feedUrl(feed.choice, format, number + 1n) } : {}),
  };
  const selfUrl = feedUrl(feed.choice, format, number);
  // What a page says may depend on nothing that comes after it.
  const proved = { size: question.provedSize ?? 0n, said: false };
  const document = documentOf({ ...feed, waits: null }, items.toReversed(), { pages, selfUrl, proved });
  return { ...answerFor(feed, write[format](document), document), caching: full ? "forever" : "head", plan };
}

/** The entries of a page that are known and have occurred at the moment, oldest first. */
export async function pageEntries(
  { record, moment }: Question,
  number: bigint,
  plan: string | null,
): Promise<readonly Entry[]> {
  const found = await record.entries(moment, { plan, from: number * pageSize, limit: Number(pageSize) });
  return found.filter(({ publicIndex }) => publicIndex < (number + 1n) * pageSize);
}

async function feedOf(question: Question, format: FeedFormat) {
  const { publicUrl, params, asked, moment, record } = question;
  const slug = single(params, "plan");
  const plan = slug === null ? null : await planOf(question, slug);
  const names = slug === null ? null : await record.names(slug, moment);
  // A feed's language is that of its address and never of a browser: whoever keeps a copy keeps it for everybody.
  const filter = feedFilterOf(params, plan?.view ?? null);
  const choice: FeedChoice = { publicUrl, ...filter, lang: question.askedLang ?? languages[0], asked };
  const feed: Feed = { choice, format, planName: names?.planName ?? null, waits: waitingLong(question) };
  return { feed, plan: plan && headOf(plan), closed: plan !== null && plan.view.closedOn !== null };
}

function documentOf(
  { choice, format, planName, waits }: Feed,
  entries: readonly Entry[],
  { pages, selfUrl, proved }: { pages: FeedPages; selfUrl: string; proved: Proved },
): FeedDocument {
  const texts = feedTexts[choice.lang];
  const words = wordsOf(choice.lang);
  const { project, kind } = choice;
  const parts = [
    ...(planName ? [inLang(planName, words)] : []),
    ...(project === null ? [] : [project]),
    ...(kind === null ? [] : [typeLabel(kind, words)]),
  ];
  const whole = feedUrl({ ...choice, plan: null, project: null, kind: null }, format);
  return {
    title: parts.length === 0 ? texts.title : texts.filteredTitle(parts),
    description: [
      parts.length === 0 ? texts.description : texts.filteredDescription(whole),
      ...(waits ? [texts.standing(waits.size.toString(), instantText(waits.since))] : []),
    ].join(choice.lang === "en" ? " " : ""),
    language: choice.lang,
    authorName: texts.author,
    homePageUrl:
      choice.publicUrl + withQuery(choice.plan === null ? "/" : `/plans/${choice.plan}`, { lang: choice.lang }),
    feedUrl: feedUrl(choice, format),
    selfUrl,
    updatedAt: newest(entries),
    simulated: false,
    items: entries.map((entry) => feedItem(entry, { ...choice, proved })),
    pages,
  };
}

function waitingLong({ reach, now }: Question): Feed["waits"] {
  const since = reach?.waitingSince ?? null;
  if (!reach || since === null || now().getTime() - Date.parse(since) <= promisedWithinMs) return null;
  return { size: reach.size, since };
}

function newest(entries: readonly Entry[]): string {
  return entries.reduce((last, { event }) => (event.recordedAt > last ? event.recordedAt : last), beforeAll);
}

function answerFor({ choice, format }: Feed, body: string, { updatedAt }: FeedDocument) {
  const { plan, project, kind, lang } = choice;
  return {
    body,
    type: types[format],
    changedAt: updatedAt,
    query: { plan, project, kind, lang },
    headers: { "Content-Language": lang },
  };
}

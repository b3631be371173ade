import type { FeedItem } from "@mingzhang/open-data";
import { inLang, type Lang as Words } from "@mingzhang/domain";
import { dayText, instantText, type Lang } from "@mingzhang/ui";
import type { Entry } from "../entries/public-record.ts";
import { wordsOf } from "../pages/changes.ts";

const longestTitle = 160;

/** How many entries are proved, and whether items say so: where nothing changes later, they cannot. */
export interface Proved {
  readonly size: bigint;
  readonly said: boolean;
}

interface ItemNeeds {
  readonly publicUrl: string;
  readonly lang: Lang;
  readonly proved: Proved;
}

/** An entry as an item of a feed. Its id is its permalink, the same in every language; it is never edited. */
export function feedItem(entry: Entry, { publicUrl, lang, proved }: ItemNeeds): FeedItem {
  const { event, publicIndex, correctsIndex } = entry;
  const id = entryUrl(publicUrl, publicIndex);
  const sentence = entry.sentence(wordsOf(lang));
  return {
    id,
    url: `${id}?lang=${lang}`,
    title: shortened(sentence),
    contentText: `${sentence}\n${inLang(timesOf(entry, lang), wordsOf(lang))}`,
    publishedAt: event.recordedAt,
    occurredOn: event.occurredOn,
    index: publicIndex,
    leafHash: entry.leafHash,
    kind: event.type,
    planSlug: event.plan,
    simulated: event.simulated,
    ...(publicIndex < proved.size
      ? {
          proof: {
            url: `${publicUrl}/log/proof/${publicIndex}.tlog-proof`,
            ...(proved.said ? { size: proved.size } : {}),
          },
        }
      : {}),
    ...(correctsIndex === null ? {} : { corrects: { index: correctsIndex, url: entryUrl(publicUrl, correctsIndex) } }),
  };
}

function entryUrl(publicUrl: string, index: bigint): string {
  return `${publicUrl}/entries/${index}`;
}

function shortened(sentence: string): string {
  const characters = [...sentence];
  return characters.length <= longestTitle ? sentence : `${characters.slice(0, longestTitle - 1).join("")}…`;
}

function timesOf({ event, daysLate }: Entry, lang: Lang): Readonly<Record<Words, string>> {
  const [day, at] = [dayText(event.occurredOn, lang), instantText(event.recordedAt)];
  return {
    zh: `发生于${day}，录入于 ${at}（北京时间）${daysLate > 0 ? `，迟录 ${daysLate} 天` : ""}。`,
    en: `Happened on ${day}, recorded at ${at} (Beijing time)${daysLate > 0 ? `, ${lateText(daysLate)}` : ""}.`,
  };
}

function lateText(days: number): string {
  return `${days} ${days === 1 ? "day" : "days"} late`;
}

import type { Lang as Words } from "@mingzhang/domain";
import type { Change } from "@mingzhang/portal";
import type { Lang } from "@mingzhang/ui";
import type { Entry } from "../entries/public-record.ts";
import type { Question } from "../http/question.ts";

export function wordsOf(lang: Lang): Words {
  return lang === "en" ? "en" : "zh";
}

/** An entry as the portal shows it: pages may show what no checkpoint covers yet, and then say so. */
export function changeOf(entry: Entry, { lang, provedSize }: Pick<Question, "lang" | "provedSize">): Change {
  const words = wordsOf(lang);
  return {
    index: entry.publicIndex.toString(),
    label: entry.label(words),
    sentence: entry.sentence(words),
    occurredOn: entry.event.occurredOn,
    recordedAt: entry.event.recordedAt,
    daysLate: entry.daysLate,
    simulated: entry.event.simulated,
    corrects: entry.correctsIndex?.toString() ?? null,
    correctedBy: entry.correctedByIndex?.toString() ?? null,
    unproved: isUnproved(entry.publicIndex, provedSize),
  };
}

/** Whether no checkpoint covers an entry yet; false where a page may not depend on the length of the log. */
export function isUnproved(index: bigint, provedSize: bigint | null): boolean {
  return provedSize !== null && index >= provedSize;
}

import type { Lang as Words } from "@mingzhang/domain";
import type { Change } from "@mingzhang/portal";
import type { Lang } from "@mingzhang/ui";
import type { Entry } from "../entries/public-record.ts";

export function wordsOf(lang: Lang): Words {
  return lang === "en" ? "en" : "zh";
}

/** An entry as the portal shows it. */
export function changeOf(entry: Entry, lang: Lang): Change {
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
  };
}

import { faultWords, type Language, outcomeWords, stepWords } from "@mingzhang/transparency-log";
import { claimWords, factWords, islandWords } from "./island-words.ts";

/** Every word that the verifier may write: a page has to be ready to show them. */
export function islandText(lang: Language): string {
  return [stepWords, outcomeWords, faultWords, islandWords, claimWords, factWords]
    .flatMap((words) => Object.values(words))
    .map((words) => words[lang])
    .join("");
}

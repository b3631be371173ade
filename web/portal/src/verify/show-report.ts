import { type Language, outcomeWords, type Words } from "@mingzhang/transparency-log";
import { type Check, failedIn, type Part } from "./checks.ts";
import { factWords, islandWords } from "./island-words.ts";

const marks = { passed: "✓", failed: "✕", "not-asked": "–", "not-reached": "–" } as const;

/** How a verification ended: what was proved, or why nothing was. */
export interface Ending {
  readonly kind: "passed" | "passed-offline" | "failed" | "nothing";
  /** How long the proof took, where one was verified. */
  readonly ms: number | null;
  readonly remark: Words | null;
  readonly evidence: readonly string[];
}

/** Writes what is checked, as it is checked, and the result in one sentence on top. */
export function reportIn(place: HTMLElement, lang: Language) {
  const verdict = element("p", { className: "verdict" }, islandWords.running[lang]);
  verdict.setAttribute("role", "status");
  const parts: Part[] = [];
  place.replaceChildren(verdict);
  return {
    add(part: Part): void {
      parts.push(part);
      place.append(partElement(part, lang));
    },
    end({ kind, ms, remark, evidence }: Ending): void {
      verdict.className = `verdict verdict-${kind}`;
      const said: string[] = [islandWords[headOf(kind)][lang]];
      const failed = failedIn(parts);
      if (failed) said.push(`${islandWords.failedAt[lang]}${failed.title[lang]}`, islandWords.failedText[lang]);
      else if (kind === "passed") said.push(islandWords.passedText[lang]);
      else if (kind === "passed-offline") said.push(islandWords.passedOffline[lang]);
      if (remark) said.push(remark[lang]);
      const [head = "", ...rest] = said;
      verdict.replaceChildren(element("strong", {}, head), ...rest.map((text) => element("span", {}, text)));
      if (ms !== null) verdict.append(element("small", {}, islandWords.took[lang].replace("{ms}", ms.toFixed(1))));
      if (evidence.length > 0) place.append(element("p", {}, islandWords.keepBoth[lang]));
      for (const text of evidence) place.append(element("pre", { className: "wrap" }, text));
    },
  };
}

function headOf(kind: Ending["kind"]): "passed" | "failed" | "nothing" {
  return kind === "passed-offline" ? "passed" : kind;
}

function partElement({ title, lead, checks }: Part, lang: Language): HTMLElement {
  const list = element("ol", { className: "checks" });
  list.append(...checks.map((check) => checkElement(check, lang)));
  const part = element("section", { className: "check-part" });
  part.append(element("h3", {}, title[lang]), element("p", { className: "note" }, lead[lang]), list);
  return part;
}

function checkElement({ title, outcome, facts, note }: Check, lang: Language): HTMLElement {
  const item = element("li", { className: `check check-${outcome}` });
  const mark = element("span", { className: "check-mark" }, marks[outcome]);
  mark.ariaHidden = "true";
  const said = element("span", { className: "check-said" }, title[lang]);
  said.append(" ", element("strong", {}, outcomeWords[outcome][lang]));
  if (note) said.append(element("span", { className: "check-note" }, note[lang]));
  const seen = Object.entries(facts);
  if (seen.length > 0) {
    const details = element("details", {});
    details.append(element("summary", {}, islandWords.facts[lang]));
    const list = element("dl", { className: "check-facts" });
    for (const [name, value] of seen) {
      const known = Object.hasOwn(factWords, name) ? factWords[name]?.[lang] : undefined;
      list.append(element("dt", {}, known ?? name), element("dd", { className: "mono hash" }, value));
    }
    details.append(list);
    said.append(details);
  }
  item.append(mark, said);
  return item;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { className = "" }: { readonly className?: string },
  text = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.textContent = text;
  return made;
}

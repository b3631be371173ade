import type { Step, Verdict } from "../verify/steps.ts";
import { faultWords } from "../words/fault-words.ts";
import { outcomeWords, stepWords } from "../words/step-words.ts";
import type { Language, Words } from "../words/words.ts";

const signs = { passed: "✓", failed: "✗", "not-asked": "-", "not-reached": "·" } as const;

const conclusions: Readonly<Record<"passed" | "failed", Words>> = {
  passed: { zh: "全部通过。", en: "All passed." },
  failed: { zh: "未通过。", en: "NOT PROVED." },
};

/** A verdict as lines for a reader: each step, what it saw, and where and why the first one failed. */
export function verdictText({ steps, passed }: Verdict, language: Language): string {
  const lines = steps.flatMap((step) => stepLines(step, language));
  return `${[...lines, "", conclusions[passed ? "passed" : "failed"][language]].join("\n")}\n`;
}

function stepLines(step: Step, language: Language): string[] {
  const title = `${signs[step.outcome]} ${stepWords[step.name][language]} [${outcomeWords[step.outcome][language]}]`;
  const facts = Object.entries(step.facts).map(([name, value]) => `    ${shown(name)}: ${shown(value)}`);
  const fault = step.fault === undefined ? [] : [`    ${faultWords[step.fault][language]} (${step.fault})`];
  const place = step.place === undefined ? [] : [`    ${shown(step.place)}`];
  return [title, ...facts, ...fault, ...place];
}

/** What a log says must not steer the reader's terminal. */
export function shown(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

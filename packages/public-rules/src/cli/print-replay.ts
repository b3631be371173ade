import type { Language } from "@mingzhang/transparency-log";
import { shown } from "@mingzhang/transparency-log/cli";
import type { PlanTotals } from "../plan-books.ts";
import type { Replay } from "../replay.ts";
import type { Breach } from "../rule.ts";
import { breachWords, ruleWords } from "../rule-words.ts";
import { yuan } from "../yuan.ts";
import type { ArchiveCheck } from "./archive-files.ts";
import { cliWords } from "./cli-words.ts";
import type { EvidenceCheck } from "./evidence-files.ts";
import type { Archive } from "./verify-log.ts";

/** The replay as lines for a reader; without one, that the log itself did not get so far. */
export function replayText(replay: Replay | undefined, language: Language): string {
  const title = cliWords.rules[language];
  if (replay === undefined) return `${title}\n  · ${cliWords.notReached[language]}\n\n`;
  const rules = replay.rules.flatMap(({ name, breaches }) => [
    `${breaches.length === 0 ? "✓" : "✗"} ${ruleWords[name][language]}`,
    ...breaches.map((breach) => `    ${breachText(breach, language)}`),
  ]);
  const plans = replay.passed ? replay.plans.map((totals) => `    ${totalsText(totals, language)}`) : [];
  const unjudged = [...replay.unjudged].map(([kind, count]) => `    ${shown(kind)}: ${count}`);
  const rest = unjudged.length === 0 ? [] : [`- ${cliWords.unjudged[language]}`, ...unjudged];
  const count = `    ${cliWords.entries[language]}: ${replay.entries}`;
  return `${[title, ...rules, count, ...plans, ...rest].join("\n")}\n\n`;
}

export function archiveText({ lines, sums }: Archive, language: Language): string {
  const line = ({ fault, files }: ArchiveCheck, words: string): string[] =>
    fault === undefined ? [`✓ ${words}`, `    ${files}`] : [`✗ ${words}`, `    ${shown(fault)}`];
  const said = [...line(lines, cliWords.lines[language]), ...line(sums, cliWords.sums[language])];
  return `${[cliWords.archive[language], ...said].join("\n")}\n\n`;
}

export function evidenceText({ passed, matching, absent, others }: EvidenceCheck, language: Language): string {
  const lines = [cliWords.evidence[language], `${passed ? "✓" : "✗"} ${cliWords.files[language]}`, `    ${matching}`];
  for (const { index, sha256 } of others) lines.push(`    ${cliWords.entry[language]} ${index}: ${sha256}`);
  if (absent > 0) lines.push(`- ${cliWords.absent[language]}`, `    ${absent}`);
  return `${lines.join("\n")}\n\n`;
}

function breachText({ code, index, plan, day, detail }: Breach, language: Language): string {
  const place = [plan, day, detail].filter((part) => part !== undefined && part !== "").join(" · ");
  return `${cliWords.entry[language]} ${index}: ${breachWords[code][language]} (${code}) ${shown(place)}`;
}

function totalsText(totals: PlanTotals, language: Language): string {
  const names = ["allocated", "appropriated", "released", "paid", "account"] as const;
  const sums = names.map((name) => `${cliWords[name][language]} ${yuan(totals[name])} ${cliWords.yuan[language]}`);
  return `${shown(totals.plan)}: ${sums.join(language === "zh" ? "，" : ", ")}`;
}

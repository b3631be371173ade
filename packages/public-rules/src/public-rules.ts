export type { PlanTotals } from "./plan-books.ts";
export { PublicRecord } from "./public-record.ts";
export type { Replay } from "./replay.ts";
export { replayRecord } from "./replay.ts";
export type { Breach, BreachCode, RuleName } from "./rule.ts";
export { BrokenRule, ruleNames } from "./rule.ts";
export { breachWords, ruleWords } from "./rule-words.ts";

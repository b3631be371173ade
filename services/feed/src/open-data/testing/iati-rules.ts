import type { XPathSelect } from "xpath";

export interface RuleCase {
  readonly ruleInfo?: { readonly id: string; readonly severity: string; readonly message: string };
  readonly [name: string]: unknown;
}

interface Place {
  readonly element: Node;
  /** The day that a validator takes for today. */
  readonly now: string;
  readonly select: XPathSelect;
}

export interface Outcome {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  readonly broken: boolean;
}

/** What one case of a rule says of one element: nothing where its condition does not hold. */
export function caseFindings(name: string, rule: RuleCase, place: Place): readonly Outcome[] {
  if (name === "loop") return looped(rule, place);
  const { condition, ruleInfo } = rule;
  if (!ruleInfo) throw new Error(`${name} has no id`);
  if (typeof condition === "string" && !holds(condition, place)) return [];
  const check = checks[name];
  if (!check) throw new Error(`the ruleset has a rule of an unknown kind: ${name}`);
  return [{ ...ruleInfo, broken: !check(rule, place) }];
}

/** `foreach` gives values; each is put in for `$1` in the members that `subs` names. */
function looped(rule: RuleCase, place: Place): readonly Outcome[] {
  const values = new Set(strings(rule["foreach"] as string, place));
  const inner = rule["do"] as Readonly<Record<string, { cases: readonly RuleCase[] }>>;
  return [...values].flatMap((value) =>
    Object.entries(inner).flatMap(([name, { cases }]) =>
      cases.flatMap((each) => caseFindings(name, substituted(each, rule["subs"] as string[], value), place)),
    ),
  );
}

function substituted(rule: RuleCase, subs: readonly string[], value: string): RuleCase {
  const put = (member: unknown): unknown =>
    typeof member === "string" ? member.replaceAll("$1", value) : Array.isArray(member) ? member.map(put) : member;
  return Object.fromEntries(
    Object.entries(rule).map(([name, member]) => [
      name,
      subs.includes(name) || name === "condition" ? put(member) : member,
    ]),
  ) as RuleCase;
}

type Check = (rule: RuleCase, place: Place) => boolean;

const checks: Readonly<Record<string, Check>> = {
  unique(rule, place) {
    const found = pathsOf(rule, place);
    return new Set(found).size === found.length;
  },
  startswith(rule, place) {
    // A list of registration agencies is no part of this file: a prefix that is to come from it is not on it.
    const separator = typeof rule["separator"] === "string" ? rule["separator"] : "";
    const prefixes = (rule["prefix"] as string[]).flatMap((path) =>
      path === "ORG-ID-PREFIX" ? [] : strings(path, place),
    );
    return pathsOf(rule, place).every((value) => prefixes.some((prefix) => value.startsWith(prefix + separator)));
  },
  atleast_one: (rule, place) => (rule["paths"] as string[]).some((path) => isThere(path, place)),
  no_more_than_one: (rule, place) => pathsOf(rule, place).length <= 1,
  one_or_all: (rule, place) => strings(rule["one"] as string, place).length > 0 || all(rule["all"] as string, place),
  date_now: (rule, place) => strings(rule["date"] as string, place).every((date) => day(date) <= place.now),
  date_order(rule, place) {
    const later = rule["more"] === "NOW" ? [place.now] : strings(rule["more"] as string, place);
    return strings(rule["less"] as string, place).every((less) => later.every((more) => day(less) <= day(more)));
  },
  between_dates(rule, place) {
    const [start, end] = [one(rule["start"], place), one(rule["end"], place)];
    return strings(rule["date"] as string, place).every((date) => start <= day(date) && day(date) <= end);
  },
  time_limit(rule, place) {
    const [start, end] = [one(rule["start"], place), one(rule["end"], place)];
    return Date.parse(end) - Date.parse(start) <= 366 * 86_400_000;
  },
  regex_matches: (rule, place) =>
    pathsOf(rule, place).every((value) => new RegExp(rule["regex"] as string).test(value)),
  no_spaces: (rule, place) => pathsOf(rule, place).every((value) => value === value.trim()),
  strict_sum: (rule, place) =>
    pathsOf(rule, place).reduce((sum, value) => sum + Number(value), 0) === Number(rule["sum"]),
  range: (rule, place) =>
    pathsOf(rule, place).every((value) => Number(value) >= Number(rule["min"]) && Number(value) <= Number(rule["max"])),
  if_then: (rule, place) => !holds(rule["if"] as string, place) || holds(rule["then"] as string, place),
};

/** `sector`: every transaction has one, or none does. `lang`: every narrative. `currency`: every value. */
function all(what: string, place: Place): boolean {
  switch (what) {
    case "lang":
      return holds("not(.//narrative[not(@xml:lang)])", place);
    case "sector":
      return holds("not(transaction/sector) or not(transaction[not(sector)])", place);
    case "currency":
      return holds("not(.//value[not(@currency)])", place);
    default:
      throw new Error(`the ruleset asks for all of something unknown: ${what}`);
  }
}

function pathsOf(rule: RuleCase, place: Place): readonly string[] {
  return (rule["paths"] as string[]).flatMap((path) => strings(path, place));
}

function strings(path: string, { element, select }: Place): readonly string[] {
  const found = select(path, element);
  if (!Array.isArray(found)) return [String(found)];
  return found.map((node) => (node as { nodeValue?: string | null }).nodeValue ?? node.textContent ?? "");
}

/** An element is there however empty it is; an attribute or a text is where it says something. */
function isThere(path: string, place: Place): boolean {
  const isElement = /(^|\/)[a-z-]+(\[[^\]]*\])?$/.test(path);
  return strings(path, place).some((value) => isElement || value.trim() !== "");
}

function one(path: unknown, place: Place): string {
  return strings(String(path), place)[0] ?? "";
}

function holds(expression: string, { element, select }: Place): boolean {
  return select(`boolean(${expression})`, element) === true;
}

function day(text: string): string {
  return text.slice(0, 10);
}

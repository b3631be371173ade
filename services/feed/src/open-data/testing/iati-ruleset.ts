import { DOMParser } from "@xmldom/xmldom";
import { useNamespaces } from "xpath";
import { caseFindings, type RuleCase } from "./iati-rules.ts";
import { outsideJson } from "./outside.ts";

export interface Finding {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  /** Identifier of the activity, or the root. */
  readonly at: string;
}

interface Cases {
  readonly cases: readonly RuleCase[];
}
type Rules = Readonly<Record<string, Cases>>;

const select = useNamespaces({ xml: "http://www.w3.org/XML/1998/namespace", mz: "urn:mingzhang:iati:1" });

export interface Checked {
  readonly findings: readonly Finding[];
  /** Cases that met at least one element of the file: a check that saw nothing has shown nothing. */
  readonly met: ReadonlySet<string>;
}

/** The standard ruleset of IATI 2.03, interpreted from its file, as a validator would at the instant `now`. */
export function checkRuleset(text: string, now: string): Checked {
  const document = new DOMParser().parseFromString(text, "application/xml") as unknown as Node;
  const findings: Finding[] = [];
  const met = new Set<string>();
  for (const [context, rules] of Object.entries(
    outsideJson<Record<string, Rules>>("iati-2.03/ruleset-standard.json"),
  )) {
    for (const element of select(context, document) as Node[]) {
      for (const [name, { cases }] of Object.entries(rules)) {
        for (const each of cases) {
          for (const { id, severity, message, broken } of caseFindings(name, each, { element, now, select })) {
            met.add(id);
            if (broken) findings.push({ id, severity, message, at: identifierOf(element) });
          }
        }
      }
    }
  }
  return { findings, met };
}

function identifierOf(element: Node): string {
  return String(select("string(ancestor-or-self::iati-activity/iati-identifier)", element));
}

import {
  eventForm,
  type Facts,
  faultWords,
  type Outcome,
  type Step,
  stepWords,
  type Verdict,
  verifyProof,
  type Policy,
  type Words,
} from "@mingzhang/transparency-log";
import { islandWords, claimWords } from "./island-words.ts";
import { type Claims, falseClaim } from "./page-claims.ts";

/** One line of the report. */
export interface Check {
  readonly title: Words;
  readonly outcome: Outcome;
  readonly facts: Facts;
  /** Why it failed, or what has to be known about it. */
  readonly note: Words | null;
}

/** Checks that belong together, under a heading. */
export interface Part {
  readonly title: Words;
  readonly lead: Words;
  readonly checks: readonly Check[];
}

export interface ProofCheck {
  readonly part: Part;
  readonly passed: boolean;
  /** How long the verification itself took. */
  readonly ms: number;
}

/** Verifies the line of the page by the proof that the page carries, without network. */
export async function checkProof(question: {
  readonly proof: Uint8Array;
  readonly entry: Uint8Array;
  readonly index: number;
  readonly policy: Policy;
}): Promise<ProofCheck> {
  const began = performance.now();
  const verdict = await verifyProof({ ...question, entryForm: eventForm });
  const ms = performance.now() - began;
  const checks = checksOf(verdict, question.policy);
  return { part: { title: islandWords.carried, lead: islandWords.carriedLead, checks }, passed: verdict.passed, ms };
}

/** Compares what the page says with the bytes that were proved. */
export function checkPage(claims: Claims, entry: Uint8Array): Part {
  const wrong = falseClaim(claims, entry);
  const check: Check = {
    title: islandWords.claims,
    outcome: wrong === null ? "passed" : "failed",
    facts: {},
    note: wrong && claimWords[wrong],
  };
  return { title: islandWords.page, lead: islandWords.pageLead, checks: [check] };
}

/** The steps that were asked for, with what has to be said where nobody was asked to witness. */
export function checksOf({ steps }: Verdict, { quorum }: Policy): readonly Check[] {
  return steps
    .filter(({ name, outcome }) => outcome !== "not-asked" || (name === "witness-quorum" && quorum === "none"))
    .map((step) => checkOf(step));
}

export function checkOf(step: Step): Check {
  const { name, outcome, facts, fault, place } = step;
  const title = stepWords[name];
  if (name === "witness-quorum" && outcome === "not-asked") {
    return { title, outcome, facts, note: islandWords.noWitness };
  }
  if (fault === undefined) return { title, outcome, facts, note: null };
  const at = place === undefined ? "" : ` (${place})`;
  const words = faultWords[fault];
  return { title, outcome, facts, note: { zh: words.zh + at, en: words.en + at } };
}

/** The first check that failed. */
export function failedIn(parts: readonly Part[]): Check | undefined {
  return parts.flatMap(({ checks }) => checks).find(({ outcome }) => outcome === "failed");
}

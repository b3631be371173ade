import { digestsIn, disclosureDigest, parseDisclosure } from "../entry/disclosure.ts";
import { type EntryForm, parseEntry } from "../entry/event-form.ts";
import { LogFault } from "../fault.ts";
import type { StepName, StepRunner } from "./steps.ts";

/** What is asked of an entry beside its place. */
export interface EntryRules {
  /** `eventForm`, or the form of another application; without it the entry is any bytes. */
  readonly entryForm?: EntryForm | undefined;
  /** Disclosures (RFC 9901) that somebody handed over and that this entry is said to carry. */
  readonly disclosures?: readonly string[] | undefined;
}

/** The steps that `checkEntry` runs. */
export const entrySteps: readonly StepName[] = ["entry-form", "disclosures"];

/** Checks what an entry says, once its place in the log is proved. */
export async function checkEntry(
  run: StepRunner,
  { entry, index }: { readonly entry: Uint8Array; readonly index: number },
  { entryForm, disclosures = [] }: EntryRules,
): Promise<void> {
  if (entryForm !== undefined) await run.step("entry-form", () => void entryForm(entry, index));
  if (disclosures.length === 0) return;
  await run.step("disclosures", (facts) => {
    const carried = new Set(digestsIn(parseEntry(entry)));
    for (const disclosure of disclosures) {
      const { name } = parseDisclosure(disclosure);
      const digest = disclosureDigest(disclosure);
      if (!carried.has(digest)) throw new LogFault("disclosure-unmatched", name ?? digest);
      facts[name ?? digest] = digest;
    }
  });
}

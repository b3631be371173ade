import type { PlanRecord } from "./public-record.ts";
import { textOf } from "./leaf.ts";

/** A file of evidence that an entry names by its digest, and that no later one takes down. */
export interface AttachedFile {
  /** SHA-256 in hex. */
  readonly sha256: string;
  /** The entry that attached it first. */
  readonly index: number;
}

/** What the entries say is shown at the end of the log, each file once. Throws `BrokenRule`. */
export function attachedFiles(plans: readonly PlanRecord[]): readonly AttachedFile[] {
  const files = new Map<string, AttachedFile>();
  for (const { facts } of plans) {
    const shown = new Map<string, AttachedFile>();
    for (const { leaf, place } of facts) {
      if (leaf.kind !== "EvidenceAttached" && leaf.kind !== "EvidenceWithdrawn") continue;
      const [project, sha256] = [textOf(leaf, "project"), textOf(leaf, "sha256")];
      if (leaf.kind === "EvidenceAttached") shown.set(`${project} ${sha256}`, { sha256, index: place });
      else shown.delete(`${project} ${sha256}`);
    }
    for (const file of shown.values()) if (!files.has(file.sha256)) files.set(file.sha256, file);
  }
  return [...files.values()];
}

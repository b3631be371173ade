import type { EventData } from "../event/catalogue.ts";
import type { ProjectState } from "./plan-state.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** What evidence needs to be attached: its milestone, if it names one; not to be there already; to be what it says. */
export function attachedEvidence(project: ProjectState, attached: EventData<"EvidenceAttached">): readonly Refusal[] {
  const { milestone, sha256, kind, mediaType } = attached;
  const found: Refusal[] = [];
  if (milestone !== null && !project.milestones[milestone]) {
    found.push(refusal("unknown-milestone", { milestone }, "milestone"));
  }
  const before = project.evidence?.[sha256];
  if (before && !before.withdrawn) {
    const { attachedOn } = before;
    found.push(refusal("duplicate-evidence", { sha256, project: project.added.project, attachedOn }, "sha256"));
  }
  if (kind === "photo" && !mediaType.startsWith("image/")) {
    found.push(refusal("photo-without-image", { mediaType }, "kind"));
  }
  return found;
}

/** Only what is there can be taken away, and only once. */
export function withdrawnEvidence(project: ProjectState, sha256: string): readonly Refusal[] {
  const before = project.evidence?.[sha256];
  const values = { sha256, project: project.added.project };
  if (!before) return [refusal("unknown-evidence", values, "sha256")];
  if (!before.withdrawn) return [];
  return [refusal("evidence-withdrawn", { ...values, withdrawnOn: before.withdrawn.on }, "sha256")];
}

import type { LocalText } from "../event/fields.ts";
import type { EvidenceKind, EvidenceMediaType } from "../plan/evidence-events.ts";
import type { ProjectState } from "../plan/plan-state.ts";
import type { Day } from "../time/day.ts";

/** A picture or a document of a project, held by its SHA-256. One that was withdrawn stays listed, with the reason. */
export interface EvidenceView {
  readonly sha256: string;
  readonly mediaType: EvidenceMediaType;
  readonly kind: EvidenceKind;
  readonly bytes: number;
  /** Pixels as shown; null of what is no image. */
  readonly width: number | null;
  readonly height: number | null;
  readonly caption: LocalText;
  /** Code of the milestone that it shows; null where it shows none in particular. */
  readonly milestone: string | null;
  /** Day of the photo or of the document. */
  readonly occurredOn: Day;
  readonly withdrawn: { readonly on: Day; readonly reason: string } | null;
}

/** By day, then by digest. Without the member where there is none: so views of earlier plans keep their state hash. */
export function evidenceOf({ evidence }: ProjectState): { readonly evidence?: readonly EvidenceView[] } {
  if (!evidence) return {};
  const views = Object.values(evidence).map(({ attached, attachedOn, withdrawn }): EvidenceView => {
    const { sha256, mediaType, kind, bytes, width, height, caption, milestone } = attached;
    const shown = { sha256, mediaType, kind, bytes, width, height, caption, milestone };
    return { ...shown, occurredOn: attachedOn, withdrawn };
  });
  return { evidence: views.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}

function keyOf({ occurredOn, sha256 }: EvidenceView): string {
  return `${occurredOn} ${sha256}`;
}

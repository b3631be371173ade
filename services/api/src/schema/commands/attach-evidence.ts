import { type History, type PlanEvent, type PlanEventOf, refusal } from "@mingzhang/domain";
import { isSha256 } from "@mingzhang/evidence";
import { builder } from "../builder.ts";
import { EvidenceKindEnum } from "../enums/evidence-kind.ts";
import { type CommandDefinition, factCommand } from "./command.ts";

const AttachEvidenceInput = builder.inputType("AttachEvidenceInput", {
  audience: "staff",
  fields: (t) => ({
    occurredOn: t.field({ type: "Date", required: true, description: "Day of the photo or of the document." }),
    project: t.string({ required: true }),
    milestone: t.string({ description: "Code of the milestone that it shows." }),
    kind: t.field({ type: EvidenceKindEnum, required: true }),
    sha256: t.string({ required: true, description: "As POST /api/evidence answered it." }),
    captionZh: t.string({ required: true }),
    captionEn: t.string(),
    note: t.string(),
  }),
});

/** What is recorded of the file itself: never what a caller says, always what is held. */
type FileFacts = Pick<PlanEventOf<"EvidenceAttached">["data"], "mediaType" | "bytes" | "width" | "height" | "original">;

/** Stands in where no file is held, so that every other fault of the input is found at once. */
const noFile: FileFacts = { mediaType: "image/jpeg", bytes: 1, width: null, height: null, original: null };

const ofKnownFile = factCommand({
  field: "attachEvidence",
  command: "AttachEvidence",
  description: "A file that was uploaded to POST /api/evidence is attached to a project, for everybody to see.",
  input: AttachEvidenceInput,
  data: ({ project, milestone, kind, sha256, captionZh, captionEn, note, ...given }) => {
    const { mediaType, bytes, width, height, original } = { ...noFile, ...(given as Partial<FileFacts>) };
    const caption = { zh: captionZh, en: captionEn ?? null };
    const file = { sha256, mediaType, bytes, width, height, original };
    return { project, milestone: milestone ?? null, kind, ...file, caption, note: note ?? null };
  },
  renamed: { "caption.zh": "captionZh", "caption.en": "captionEn" },
});

export const attachEvidence: CommandDefinition = {
  ...ofKnownFile,
  async read(given, corrects, { evidence, history }) {
    const { sha256 } = given as typeof AttachEvidenceInput.$inferInput;
    const as = (facts: FileFacts) => ofKnownFile.read({ ...given, ...facts }, corrects);
    if (!isSha256(sha256)) return as(noFile);
    const held = (await evidence?.held(sha256)) ?? null;
    if (held) {
      const { mediaType, bytes, width, height, original } = held;
      return as({ mediaType, bytes, width, height, original: original === sha256 ? null : original });
    }
    const known = await history();
    const before = recordedFile(known, sha256);
    const reading = as(before ?? noFile);
    if (before && corrects && isOf(sha256, known.event(corrects.event))) return reading;
    const notHeld = refusal("evidence-not-held", { sha256 }, "sha256");
    return reading.ok
      ? { ...reading, unlessRecorded: [notHeld] }
      : { ok: false, refusals: [...reading.refusals, notHeld] };
  },
};

/** What was recorded of a file that may be gone from the disk since. */
function recordedFile({ events }: History, sha256: string): FileFacts | null {
  const last = events.findLast((event) => isOf(sha256, event));
  if (last?.type !== "EvidenceAttached") return null;
  const { mediaType, bytes, width, height, original } = last.data;
  return { mediaType, bytes, width, height, original };
}

/** What is told of a file can be corrected when the file itself is gone. */
function isOf(sha256: string, event: PlanEvent | null): boolean {
  return event?.type === "EvidenceAttached" && event.data.sha256 === sha256;
}

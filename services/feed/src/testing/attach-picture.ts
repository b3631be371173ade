import type { EvidenceFiles } from "@mingzhang/evidence";
import type { FeedFixture } from "./feed-fixture.ts";
import { pngOf } from "./png.ts";

/** Keeps a picture of one colour for each number, and attaches it to a project. */
export async function attachPicture(
  { record }: Pick<FeedFixture, "record">,
  files: EvidenceFiles,
  { project, milestone = null, shade }: { project: string; milestone?: string | null; shade: number },
): Promise<void> {
  const kept = await files.keep(pngOf(1200, 900, shade), "image/png");
  if ("fault" in kept) throw new Error(kept.fault);
  const { sha256, mediaType, bytes, width, height, original } = kept.held;
  const caption = { zh: `现场照片第${shade}张`, en: `Photo ${shade}` };
  const file = { sha256, mediaType, bytes, width, height, original };
  const data = { project, milestone, kind: "photo", ...file, caption, note: null } as const;
  await record({ name: "AttachEvidence", occurredOn: "2016-06-20", data });
}

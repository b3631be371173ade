import type { EvidenceFiles, Held } from "@mingzhang/evidence";
import sharp from "sharp";
import type { Step } from "./book.ts";
import { officeTime } from "./calendar.ts";
import { drawings } from "./drawings.ts";

/** Keeps the drawings of the demonstration as a clerk's uploads are kept. */
export async function keepDrawings(files: EvidenceFiles): Promise<readonly Held[]> {
  const kept: Held[] = [];
  for (const { svg, milestone } of drawings) {
    const answer = await files.keep(await sharp(Buffer.from(svg)).png().toBuffer(), "image/png");
    if ("fault" in answer) throw new Error(`the drawing of ${milestone} is not kept: ${answer.fault}`);
    kept.push(answer.held);
  }
  return kept;
}

/** The entries that attach the drawings, and the one that withdraws one of them. */
export function pictureSteps(pictures: readonly Held[]): readonly Step[] {
  return drawings.flatMap((drawing, at): readonly Step[] => {
    const held = pictures[at];
    if (!held) return [];
    const { project, milestone, caption, on, keyedInOn, withdrawn } = drawing;
    const { sha256, mediaType, bytes, width, height, original } = held;
    const facts = { sha256, mediaType, bytes, width, height, original, caption, note: null };
    const attached: Step = {
      key: `demo-picture-${at + 1}`,
      keyedInAt: officeTime(keyedInOn, 0.4 + at / 100),
      command: { name: "AttachEvidence", occurredOn: on, data: { project, milestone, kind: "photo", ...facts } },
    };
    if (!withdrawn) return [attached];
    const data = { project, sha256, reason: withdrawn.reason, note: null };
    const gone: Step = {
      key: `demo-withdrawal-${at + 1}`,
      keyedInAt: officeTime(withdrawn.on, 0.5),
      command: { name: "WithdrawEvidence", occurredOn: withdrawn.on, data },
    };
    return [attached, gone];
  });
}

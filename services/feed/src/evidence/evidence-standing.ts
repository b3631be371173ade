import type { EvidenceStanding, ReadModels } from "@mingzhang/read-models";

/** How many files the tables are asked about at once. */
const atOnce = 500;

/** What became of files, by digest: of any number, and only of those, however much else there is. */
export async function evidenceStandings(
  readModels: Pick<ReadModels, "evidence">,
  digests: readonly string[],
): Promise<ReadonlyMap<string, EvidenceStanding>> {
  const found = new Map<string, EvidenceStanding>();
  for (let at = 0; at < digests.length; at += atOnce) {
    for (const [sha256, standing] of await readModels.evidence(digests.slice(at, at + atOnce))) {
      found.set(sha256, standing);
    }
  }
  return found;
}

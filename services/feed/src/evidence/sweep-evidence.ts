import type { EvidenceFiles } from "@mingzhang/evidence";
import type { ReadModels } from "@mingzhang/read-models";
import { evidenceStandings } from "./evidence-standing.ts";

interface Needs {
  readonly readModels: ReadModels;
  readonly files: EvidenceFiles;
  readonly signal: AbortSignal;
}

/**
 * Takes from the disk what was withdrawn everywhere: at once, for what was withdrawn before or came back with a backup,
 * and then with each withdrawal that is recorded. Nobody is served such a file meanwhile. Ends when the signal aborts.
 */
export async function sweepEvidence({ readModels, files, signal }: Needs): Promise<void> {
  const standings = evidenceStandings(readModels);
  const { position } = await readModels.checkpoint();
  const sweep = async () => {
    for (const [sha256, { state }] of await standings.all()) if (state === "withdrawn") await files.remove(sha256);
  };
  await sweep();
  for await (const { event } of readModels.changes(position, signal)) {
    if (event.type === "EvidenceWithdrawn") await sweep();
  }
}

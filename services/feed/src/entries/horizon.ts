import type { ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import { notFound } from "../http/trouble.ts";
import { everythingKnown } from "./public-record.ts";

/** How far the record goes at a moment: its size, and the instant of its last entry. */
export interface Horizon {
  readonly logSize: bigint;
  readonly knownAt: string;
}

/** Two moments with the same horizon know the same. Throws where nothing is known yet. */
export async function horizonOf({
  readModels,
  moment,
}: {
  readonly readModels: ReadModels;
  readonly moment: ResolvedMoment;
}): Promise<Horizon> {
  const [newest] = await readModels.entries(everythingKnown(moment), { newest: true, limit: 1 });
  if (!newest) throw notFound();
  return { logSize: newest.publicIndex + 1n, knownAt: newest.event.recordedAt };
}

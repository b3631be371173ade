import type { OpenEntry } from "@mingzhang/open-data";
import type { Entry } from "../entries/public-record.ts";

/** The record that a figure comes from, as the export formats name it. */
export function openEntry({ event, publicIndex, leafHash }: Entry): OpenEntry {
  return { id: event.id, index: publicIndex, leafHash, recordedAt: event.recordedAt };
}

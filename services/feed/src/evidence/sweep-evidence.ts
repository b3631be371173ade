import { setTimeout as pause } from "node:timers/promises";
import type { EvidenceFiles } from "@mingzhang/evidence";
import { type ReadModels, ReadModelsNotReady } from "@mingzhang/read-models";
import { evidenceStandings } from "./evidence-standing.ts";

interface Needs {
  readonly readModels: Pick<ReadModels, "checkpoint" | "changes" | "evidence" | "withdrawnEvidence">;
  readonly files: Pick<EvidenceFiles, "remove">;
  readonly signal: AbortSignal;
  readonly log: { error(facts: object, text: string): void };
  /** How long after a failure it is tried again; default 30 s. */
  readonly retryMs?: number;
}

/** What no withdrawal announces is found then: a file uploaded again, a withdrawal behind an event that is not read. */
const wholeSweepMs = 600_000;

/**
 * Takes from the disk what was withdrawn everywhere: at once, for what was withdrawn before or came back with a backup,
 * with each withdrawal that is recorded, and now and then all of it. An outage is logged and outlived. Nobody is served
 * such a file meanwhile. Ends when the signal aborts.
 */
export async function sweepEvidence({ readModels, files, signal, log, retryMs = 30_000 }: Needs): Promise<void> {
  const sweep = async (digests: readonly string[]) => {
    const standings = await evidenceStandings(readModels, digests);
    for (const [sha256, { state }] of standings) if (state === "withdrawn") await files.remove(sha256);
  };
  while (!signal.aborted) {
    try {
      const { position } = await readModels.checkpoint();
      await sweep(await readModels.withdrawnEvidence());
      const turn = AbortSignal.any([signal, AbortSignal.timeout(wholeSweepMs)]);
      for await (const { event } of readModels.changes(position, turn)) {
        if (event.type === "EvidenceWithdrawn") await sweep([event.data.sha256]);
      }
    } catch (err) {
      if (signal.aborted) return;
      // Tables that are being rebuilt, as after an update, are no trouble.
      if (!(err instanceof ReadModelsNotReady)) {
        log.error({ err }, "withdrawn evidence may still be on the disk; served it is not");
      }
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

import type { EntryForm } from "../entry/event-form.ts";
import { LogFault } from "../fault.ts";
import { maximalNoteBytes } from "../notes/signed-note.ts";
import { type LogFiles, readNeeded } from "../tiles/log-files.ts";
import { bundleParts } from "../tiles/tile-widths.ts";
import { tileWidth } from "../tiles/tile-path.ts";
import { VerifiedTiles } from "../tiles/verified-tiles.ts";
import { checkBundle, type LogUnderCheck } from "./check-bundle.ts";
import { checkCheckpoint, checkpointSteps, type CheckpointRules } from "./check-checkpoint.ts";
import { checkEarlier } from "./check-earlier.ts";
import { checkPartials, checkProofs } from "./check-listed.ts";
import { inOrder } from "./in-order.ts";
import { type StepName, type StepRunner, type Verdict, verdictOf } from "./steps.ts";

/** A whole log, and by what it is judged. */
export interface AuditQuestion extends CheckpointRules {
  readonly files: LogFiles;
  readonly kept?: readonly Uint8Array[] | undefined;
  readonly entryForm?: EntryForm | undefined;
  /** Where the files can be listed (a folder, an archive): then earlier partial tiles and proofs are checked too. */
  readonly paths?: readonly string[] | undefined;
  /** Hears each entry once its bytes are proved: to replay business rules, or to show how far it is. */
  readonly onEntry?: ((entry: Uint8Array, index: number) => void) | undefined;
}

const steps: readonly StepName[] = [
  ...checkpointSteps,
  "right-edge",
  "tiles",
  "bundles",
  "entry-form",
  "earlier-checkpoints",
  "earlier-partials",
  "served-proofs",
];

const loadedAhead = 16;

/**
 * Reads every byte of a log and checks it against the signed checkpoint. Where all steps pass, the log is the one that
 * was signed; that its entries are true, or complete, is not for a log to prove.
 */
export async function auditLog(question: AuditQuestion): Promise<Verdict> {
  const { files, paths = [] } = question;
  return verdictOf(steps, async (run) => {
    const read = (): Promise<Uint8Array> => readNeeded(files, "checkpoint", maximalNoteBytes);
    const checkpoint = await checkCheckpoint(run, read, question);
    const tiles = await run.step("right-edge", () => VerifiedTiles.open(files, checkpoint));
    await walk(run, { files, tiles }, question);
    await checkEarlier(run, tiles, { ...question, kept: question.kept ?? [], now: checkpoint });
    await checkPartials(run, { files, tiles }, paths);
    await checkProofs(run, { files, tiles }, { ...question, paths, origin: checkpoint.origin });
  });
}

async function walk(run: StepRunner, log: LogUnderCheck, { entryForm, onEntry }: AuditQuestion): Promise<void> {
  const ids = new Set<string>();
  const size = log.tiles.head.size;
  const names: StepName[] = entryForm === undefined ? ["tiles", "bundles"] : ["tiles", "bundles", "entry-form"];
  const bundles = Array.from({ length: Math.ceil(size / tileWidth) }, (_, index) => index);
  await run.together(names, async (at) => {
    const load = async (index: number): Promise<{ index: number; entries: Uint8Array[] }> => {
      let step: StepName = "tiles";
      const part = bundleParts(index * tileWidth, tileWidth, size)[0];
      if (part === undefined) throw new LogFault("index-outside-tree", String(index));
      try {
        return { index, entries: await checkBundle(log, part.bundle, (name) => (step = name)) };
      } catch (error) {
        throw new FailedAt(step, error);
      }
    };
    try {
      for await (const { index, entries } of inOrder(bundles, load, loadedAhead)) {
        at("entry-form");
        entries.forEach((entry, place) => {
          const number = index * tileWidth + place;
          if (entryForm !== undefined) checkForm(entryForm, { entry, number }, ids);
          onEntry?.(entry, number);
        });
      }
    } catch (error) {
      if (!(error instanceof FailedAt)) throw error;
      at(error.step);
      throw error.cause;
    }
  });
}

/** Bundles load ahead of each other, so that each must say itself at which step it failed. */
class FailedAt extends Error {
  readonly step: StepName;

  constructor(step: StepName, cause: unknown) {
    super(step, { cause });
    this.step = step;
  }
}

function checkForm(form: EntryForm, { entry, number }: { entry: Uint8Array; number: number }, ids: Set<string>): void {
  try {
    const id = form(entry, number);
    if (id === undefined) return;
    if (ids.has(id)) throw new LogFault("entry-repeated-id", id);
    ids.add(id);
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    throw new LogFault(error.code, `${number}${error.place === undefined ? "" : ` ${error.place}`}`);
  }
}

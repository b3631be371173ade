import type { Words } from "@mingzhang/domain";
import { PlanStandsStill, type ReadModels } from "@mingzhang/read-models";
import { type Proofs, proofsOf, type Reach } from "../entries/proofs.ts";
import { everythingKnown } from "../entries/public-record.ts";
import type { PublicLog, Shown } from "./read/public-log.ts";
import { quorumMissing, recordUnread, setBack, storeSilent, type Unsigned, witnessWords } from "./standing-words.ts";
import type { LogStatus, LogWriter } from "./writer/log-writer.ts";

/** A witness that did not sign what was submitted last. */
export interface MissingWitness {
  /** As the policy calls it. */
  readonly name: string;
  readonly outcome: Unsigned;
  readonly why: Words;
  /** In English; it may name a host. */
  readonly detail: string;
}

/** Why nothing more is published at the moment, and what somebody can do about it. */
export interface HeldBack {
  readonly code: string;
  readonly why: Words;
  readonly remedy: Words;
  /** An object, an index or a message, for an operator: it may name what is not public. */
  readonly detail: string | null;
}

/** How the public log stands, told for people. Instants are canonical. */
export interface LogStanding {
  readonly origin: string;
  readonly state: LogStatus["state"];
  /** Entries under the checkpoint that is shown. */
  readonly publishedSize: number;
  /** When this process showed a checkpoint last; null where it has shown none. */
  readonly publishedAt: string | null;
  /** Entries that the tables hold and no shown checkpoint covers, and since when the oldest of them waits. */
  readonly waitingEntries: number;
  readonly waitingSince: string | null;
  readonly heldBack: HeldBack | null;
  /** Where the quorum is met without them, nothing is held back. */
  readonly missingWitnesses: readonly MissingWitness[];
}

/** How a writer does, for whoever asks a machine: what is wrong as a code and in words, and nothing of the attempts. */
export interface LogHealth extends Omit<LogStatus, "cause"> {
  /** Code of `HeldBack`; null where the log goes on. */
  readonly cause: string | null;
  readonly remedy: Words | null;
}

/** What anybody may know of a writer: causes name hosts, statements and paths. */
export function logHealth(writer: Pick<LogWriter, "status" | "news">): LogHealth {
  const { state, size, publishedSize, waitingSeconds, promiseBroken } = writer.status();
  const held = heldBack(writer);
  const said = { cause: held?.code ?? null, remedy: held?.remedy ?? null };
  return { state, size, publishedSize, waitingSeconds, promiseBroken, ...said };
}

/** Tells how a log stands, from its writer, from what is shown and from the tables. */
export function logStanding(
  { origin, published, writer }: { origin: string; published: PublicLog; writer: Pick<LogWriter, "status" | "news"> },
  readModels: ReadModels,
): () => Promise<LogStanding> {
  const proofs = proofsOf(readModels, published, 0);
  return async () => {
    const [shown, reach] = await shownNow(published, proofs);
    const { state, publishedSize: known } = writer.status();
    const publishedSize = shown === "unreadable" ? known : (shown?.size ?? 0);
    const waiting = (await knownSize(readModels)) - BigInt(publishedSize);
    const { publishedAt } = writer.news();
    return {
      origin,
      state,
      publishedSize,
      publishedAt: publishedAt && `${publishedAt.toISOString().slice(0, -1)}000Z`,
      waitingEntries: Math.max(0, Number(waiting)),
      waitingSince: await waitingSince(readModels, reach, publishedSize),
      heldBack: heldBack(writer),
      missingWitnesses: missing(writer),
    };
  };
}

/** Where the log's own files cannot be read, that is what has to be told, and nothing may come in its way. */
async function shownNow(
  published: PublicLog,
  proofs: Proofs,
): Promise<readonly [shown: Shown | null | "unreadable", reach: Reach | null]> {
  const shown = await published.shown().catch(() => "unreadable" as const);
  return [shown, shown === "unreadable" ? null : await proofs.reach()];
}

function heldBack(writer: Pick<LogWriter, "status" | "news">): HeldBack | null {
  const { state, cause } = writer.status();
  const { refusal, trouble } = writer.news();
  if (refusal) {
    const { code, why, remedy, place } = refusal;
    return { code, why, remedy, detail: `${code} ${place}` };
  }
  if (state === "trouble")
    return { ...(trouble instanceof PlanStandsStill ? recordUnread : storeSilent), detail: cause };
  if (state !== "held") return null;
  const wentBack = missing(writer).some(({ outcome, detail }) => {
    // 422: what it is shown does not contain what it has signed.
    return outcome === "ahead" || outcome === "forked" || (outcome === "refused" && detail === "422");
  });
  return { ...(wentBack ? setBack : quorumMissing), detail: cause };
}

function missing(writer: Pick<LogWriter, "news">): readonly MissingWitness[] {
  return writer
    .news()
    .answers.flatMap(({ name, outcome, detail }) =>
      outcome === "signed" ? [] : [{ name, outcome, why: witnessWords[outcome], detail }],
    );
}

/** How many entries the tables hold; of a plan that stands still, what came before. */
async function knownSize(readModels: ReadModels): Promise<bigint> {
  const now = await readModels.resolve({});
  const sizeAt = async (knownAt: string) => {
    const moment = everythingKnown(
      knownAt === now.knownAt ? now : await readModels.resolve({ asOf: now.asOf, knownAt }),
    );
    const [newest] = await readModels.entries(moment, { newest: true, limit: 1 });
    return newest ? newest.publicIndex + 1n : 0n;
  };
  try {
    return await sizeAt(now.knownAt);
  } catch (error) {
    if (error instanceof PlanStandsStill) return sizeAt(error.knownAt);
    throw error;
  }
}

async function waitingSince(
  readModels: ReadModels,
  reach: Reach | null,
  publishedSize: number,
): Promise<string | null> {
  if (reach) return reach.waitingSince;
  const next = await readModels.entry(BigInt(publishedSize), everythingKnown(await readModels.resolve({})));
  return next?.event.recordedAt ?? null;
}

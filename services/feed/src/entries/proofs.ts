import { PlanStandsStill, type ReadModels, type ResolvedMoment } from "@mingzhang/read-models";
import type { PublicLog } from "../log/read/public-log.ts";
import { type PackageAt, packageAt } from "../open-data/package-at.ts";
import { horizonOf } from "./horizon.ts";
import { everythingKnown } from "./public-record.ts";

/** How far what can be proved goes: the last whole append under the checkpoint that is shown. */
export interface Reach {
  readonly size: bigint;
  /** Instant of its last entry; the beginning of time where it has none. */
  readonly knownAt: string;
  /** Instant of the oldest entry that no checkpoint covers yet; null where all are covered. */
  readonly waitingSince: string | null;
}

/** What the views of the log may show. */
export interface Proofs {
  /** How far they go by now; null before the first checkpoint. */
  reach(): Promise<Reach | null>;
  /** Waits a little until all that is known at the moment is proved; false where it still is not. */
  cover(moment: ResolvedMoment): Promise<boolean>;
}

const beginning = "1970-01-01T00:00:00.000000Z";

/** Reads what is proved, and as long as a plan stands still what can be read of it. */
export function proofsOf(readModels: ReadModels, published: PublicLog, waitMs: number): Proofs {
  let last: { readonly shown: number; readonly state: Omit<Reach, "waitingSince"> } | null = null;

  const stateAt = async (shown: number): Promise<Omit<Reach, "waitingSince">> => {
    if (last?.shown === shown) return last.state;
    const { state, exact } = await readable(readModels, BigInt(shown));
    if (exact) last = { shown, state };
    return state;
  };
  const reach = async (): Promise<Reach | null> => {
    const shown = await published.shown();
    if (!shown) return null;
    const state = await stateAt(shown.size);
    return { ...state, waitingSince: await recordedAt(readModels, state) };
  };
  const covers = async (moment: ResolvedMoment): Promise<boolean> => {
    const state = await reach();
    if (!state) return false;
    return (await readModels.entry(state.size, everythingKnown(moment))) === null;
  };
  return {
    reach,
    async cover(moment) {
      if (await covers(moment)) return true;
      if (waitMs === 0) return false;
      for await (const _ of published.follow(AbortSignal.timeout(waitMs))) if (await covers(moment)) return true;
      return false;
    },
  };
}

/** The state of a size of the log, and whether that is all of it: of a plan that stands still, what came before. */
async function readable(readModels: ReadModels, size: bigint) {
  const now = await readModels.resolve({});
  const stateOf = (found: PackageAt | null) => ({
    size: found?.size ?? 0n,
    knownAt: found?.pair.knownAt ?? beginning,
  });
  try {
    const found = await packageAt({ readModels }, size, now);
    // Tables of an older backup are shorter than the log: what they hold of it is proved.
    const shorter = !found && size > 0n && now.position > 0n;
    if (!shorter) return { state: stateOf(found), exact: found !== null };
    const { logSize, knownAt } = await horizonOf({ readModels, moment: now });
    return {
      state: { size: logSize < size ? logSize : 0n, knownAt: logSize < size ? knownAt : beginning },
      exact: false,
    };
  } catch (error) {
    if (!(error instanceof PlanStandsStill)) throw error;
    const moment = await readModels.resolve({ asOf: now.asOf, knownAt: error.knownAt });
    const found = await packageAt({ readModels }, size, moment);
    if (found) return { state: stateOf(found), exact: false };
    const { logSize, knownAt } = await horizonOf({ readModels, moment });
    return { state: { size: logSize, knownAt }, exact: false };
  }
}

async function recordedAt(readModels: ReadModels, { size, knownAt }: Omit<Reach, "waitingSince">) {
  try {
    const next = await readModels.entry(size, everythingKnown(await readModels.resolve({})));
    return next?.event.recordedAt ?? null;
  } catch (error) {
    // It waits behind a record that nobody can read yet: it came after what was proved, and that is all one can say.
    if (error instanceof PlanStandsStill) return error.knownAt > knownAt ? error.knownAt : knownAt;
    throw error;
  }
}

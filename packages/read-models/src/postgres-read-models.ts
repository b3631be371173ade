import type { Head } from "@mingzhang/event-store";
import { createNotifier } from "./changes/notifier.ts";
import { follow } from "./changes/follow.ts";
import { createWaiting } from "./changes/waiting.ts";
import { type Db, queriesOn } from "./database/queries.ts";
import { type Connection, openPool } from "./database/session.ts";
import { resolveMoment } from "./moments/resolve-moment.ts";
import { readAllocations } from "./queries/allocations.ts";
import {
  eventsAfter,
  readEntries,
  readEntry,
  readEvent,
  readEvents,
  readEventsById,
  readInstallationEvents,
} from "./queries/events.ts";
import { readEvidence, readWithdrawnEvidence } from "./queries/evidence.ts";
import { lastPosition, type PlanAnswer, readLiveEvents, readPlan, readPlanSlugs } from "./queries/plans.ts";
import { positionAt } from "./queries/position-at.ts";
import { readProjection } from "./queries/projection.ts";
import { type Reading, reading, ReadModelsNotReady, type Source } from "./queries/reading.ts";
import { ensureAdoptionsRead, ensureFolded } from "./queries/standing.ts";
import { recent } from "./queries/recent.ts";
import { readTransfers } from "./queries/transfers.ts";
import type { AllocationRow, ReadModels, ResolvedMoment } from "./contract.ts";
import { defaultSchema } from "./writer/read-model-writer.ts";

export interface ReadModelOptions {
  readonly connection: Connection;
  /** Default `read_models`. */
  readonly schema?: string;
  /** The event store's own: an explicit `knownAt` is answered only when nothing more can be recorded up to it. */
  readonly head: () => Promise<Head>;
  readonly now?: () => Date;
  /** How long `resolve` waits for the tables; default 5 s. */
  readonly waitMs?: number;
  /** Connections at most; default 8, and one more that listens. */
  readonly connections?: number;
  /** How many answers of `plan` are kept in memory; default 200. */
  readonly recentPlans?: number;
  /** False folds every view from the first event: the definition, for comparison. */
  readonly snapshots?: boolean;
  /** Trouble of an idle connection, which the next read mends. */
  readonly onTrouble?: (error: Error) => void;
}

export interface PostgresReadModels extends ReadModels {
  /** What is added to each cell of the matrix by which event, oldest first. */
  allocations(slug: string, moment: ResolvedMoment): Promise<readonly AllocationRow[]>;
  close(): Promise<void>;
}

/** Reads the tables that a projector writes, from any process. Opens no connection before the first question. */
export function postgresReadModels(options: ReadModelOptions): PostgresReadModels {
  const { connection, schema = defaultSchema, head, now = () => new Date(), waitMs = 5_000 } = options;
  const { snapshots = true, recentPlans = 200, connections = 8, onTrouble = () => undefined } = options;
  const pool = openPool(connection, connections, onTrouble);
  const source = { db: queriesOn(pool, schema), schema };
  const notifier = createNotifier(connection, schema);
  const planAt = planReader(source, { snapshots, size: recentPlans });
  const at = <T>(moment: ResolvedMoment, read: (reading: Reading) => Promise<T>): Promise<T> =>
    reading(source, moment.position, read);
  /** What is folded of one plan. */
  const of = <T>(slug: string, moment: ResolvedMoment, read: (db: Db) => Promise<T>): Promise<T> =>
    at(moment, async (one) => {
      await ensureFolded(one, slug, moment.position);
      return read(one.db);
    });
  const checkpoint = () =>
    reading(source, 0n, async ({ checkpoint: { position, recordedAt } }) => ({ position, recordedAt }));
  const waitFor = createWaiting(notifier, () => positionOf(checkpoint));
  const around = {
    now,
    head,
    checkpoint,
    waitFor,
    waitMs,
    positionAt: (instant: string) => positionAt(source, instant),
  };
  return {
    resolve: (asked) => resolveMoment(around, asked),
    planSlugs: (moment, without = []) =>
      at(moment, async (one) => {
        await ensureAdoptionsRead(one, moment.position, without);
        return (await readPlanSlugs(one.db, moment)).filter((slug) => !without.includes(slug));
      }),
    plan: async (slug, moment) => {
      const answer = await planAt(slug, moment);
      return answer && { ...answer, moment };
    },
    liveEvents: (slug, moment) => of(slug, moment, (snapshot) => readLiveEvents(snapshot, slug, moment)),
    transfers: (slug, moment, query) =>
      of(slug, moment, (snapshot) => readTransfers(snapshot, slug, { moment, query })),
    allocations: (slug, moment) => of(slug, moment, (snapshot) => readAllocations(snapshot, slug, moment)),
    events: (slug, moment, query) => at(moment, (one) => readEvents(one, slug, { moment, query })),
    installationEvents: (moment) => at(moment, (one) => readInstallationEvents(one, moment)),
    event: (id, moment) => at(moment, (one) => readEvent(one, id, moment)),
    eventsById: (ids, moment) => at(moment, (one) => readEventsById(one, ids, moment)),
    entries: (moment, query) => at(moment, (one) => readEntries(one, moment, query)),
    entry: (index, moment) => at(moment, (one) => readEntry(one, index, moment)),
    evidence: (digests) => reading(source, 0n, (one) => readEvidence(one, digests)),
    withdrawnEvidence: () => reading(source, 0n, readWithdrawnEvidence),
    changes: (after, signal, plan = null) =>
      follow(notifier, (from, limit) => reading(source, 0n, (one) => eventsAfter(one, { after: from, plan, limit })), {
        after,
        signal,
      }),
    projection: () => reading(source, 0n, readProjection),
    checkpoint,
    waitFor,
    async close() {
      notifier.close();
      await pool.end();
    },
  };
}

/** Where the tables stand; before all where there are none yet. */
async function positionOf(checkpoint: () => Promise<{ readonly position: bigint }>): Promise<bigint> {
  try {
    return (await checkpoint()).position;
  } catch (error) {
    if (error instanceof ReadModelsNotReady) return -1n;
    throw error;
  }
}

/**
 * Views by plan, day and the plan's last position known at the moment: what is recorded of other plans changes
 * nothing. An answer for such a triple never changes, so it is kept for as long as there is room.
 */
function planReader(source: Source, { snapshots, size }: { snapshots: boolean; size: number }) {
  const byMoment = recent<PlanAnswer | null>(size);
  const byLast = recent<PlanAnswer | null>(size);
  return (slug: string, { asOf, position }: ResolvedMoment): Promise<PlanAnswer | null> =>
    byMoment(`${slug} ${asOf} ${position}`, () =>
      reading(source, position, async (one) => {
        const snapshot = one.db;
        await ensureFolded(one, slug, position);
        const last = await lastPosition(snapshot, slug, position);
        if (last === null) return null;
        return byLast(`${slug} ${asOf} ${last}`, () => readPlan(snapshot, slug, { asOf, position: last, snapshots }));
      }),
    );
}

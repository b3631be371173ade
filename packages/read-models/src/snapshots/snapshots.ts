import { grouped } from "../database/grouped.ts";
import type { Projection, Writing } from "../projections/projection.ts";
import type { Append } from "../projections/recorded.ts";
import { loadShelves } from "./load-shelves.ts";
import { proveMovements, proveRemovals } from "./prove-fold.ts";
import { isFolded, Shelf } from "./shelf.ts";
import { writeState } from "./state-codec.ts";

/** How closely snapshots lie, and what they may cost. */
export interface SnapshotPolicy {
  /** Events from one snapshot to the next: a view folds a small multiple of it. */
  readonly every: number;
  /** What one recorded event pays for: so many events folded anew, over the life of a plan. */
  readonly creditPerEvent: bigint;
}

/** Events kept in memory, all plans together: a bound for memory, not for anything that is written. */
const keptWeight = 200_000;

/**
 * Folds up to certain days, each as it was known for a range of positions, so that a view costs the events since the
 * last of them; money is summed beside them. An event closes those that reach its day or further, and no other. Where
 * too many events lie behind the last one that still holds, the missing ones are made.
 *
 * That is decided append by append, from the events alone: the same tables come about in whatever batches events
 * arrive. Many entries in the past, one after another, do not fold everything each time: they draw on a credit.
 *
 * On the way every event is folded once: one that does not fit is poison here, and not a reader's trouble later.
 *
 * `version` also stands for the domain's fold: what changes a folded state must raise it.
 */
export function snapshots(policy: SnapshotPolicy): Projection {
  let shelves = new Map<string, Shelf>();
  return {
    name: `snapshots every ${policy.every} for ${policy.creditPerEvent}`,
    version: 2,
    forget: () => shelves.clear(),
    async project(writing, appends, earlier) {
      const byPlan = grouped(appends, ({ plan }) => plan);
      await fetchShelves(writing, byPlan, shelves);
      for (const [plan, own] of byPlan) {
        for (const append of own) await projectAppend(writing, { shelves, append, policy });
        const state = shelves.get(plan)?.state() ?? null;
        await proveRemovals(writing, own, { plan, state, earlier });
      }
      shelves = lightest(shelves, [...byPlan.keys()]);
    },
  };
}

async function fetchShelves(
  writing: Writing,
  byPlan: ReadonlyMap<string, readonly Append[]>,
  shelves: Map<string, Shelf>,
): Promise<void> {
  const absent = [...byPlan].filter(([plan]) => !shelves.has(plan));
  const isNew = (own: readonly Append[]): boolean => own[0]?.events[0]?.event.revision === 0;
  for (const [plan, own] of absent) {
    if (isNew(own)) shelves.set(plan, new Shelf(plan, { refolded: 0n, days: [], base: null, events: [] }));
  }
  const known = absent.filter(([, own]) => !isNew(own));
  const wanted = known.map(([plan, own]) => ({ plan, position: (own[0]?.firstPosition ?? 0n) - 1n }));
  for (const shelf of await loadShelves(writing, wanted)) shelves.set(shelf.plan, shelf);
}

async function projectAppend(
  writing: Writing,
  { shelves, append, policy }: { shelves: Map<string, Shelf>; append: Append; policy: SnapshotPolicy },
): Promise<void> {
  const { plan, knownFrom } = append;
  let shelf = shelves.get(plan);
  if (!shelf) throw new Error(`the fold of ${plan} was not loaded`);
  const first = firstDay(append);
  const { refolded } = shelf;
  if (first !== null && shelf.days.some((day) => day >= first)) {
    closeFrom(writing, { plan, day: first, position: knownFrom });
    const [loaded] = await loadShelves(writing, [{ plan, position: knownFrom }]);
    if (!loaded) throw new Error(`the fold of ${plan} was not loaded`);
    shelf = loaded;
    shelves.set(plan, shelf);
  } else if (first !== null) {
    shelf.enter(append);
  }
  shelf.refolded = refolded;
  proveMovements(append, shelf);
  const loose = first === null ? 0 : shelf.looseEvents();
  if (loose < 2 * policy.every || creditOf(append, policy) - refolded < loose) return;
  shelf.refolded += BigInt(loose);
  writeRefolded(writing, shelf);
  for (const { throughOn, state } of shelf.makeSnapshots(policy.every)) {
    writing.sends.send({
      text: `insert into ${writing.schema}.plan_snapshot (plan, through_on, known_from, state) values ($1, $2, $3, $4)`,
      values: [plan, throughOn, `${knownFrom}`, writeState(state)],
    });
  }
}

/** The first day whose fold an append changes; null where it changes none. */
function firstDay({ events }: Append): string | null {
  const days = events.flatMap(({ event, moves, replaced }) => [
    ...(isFolded({ moves, type: event.type }) ? [event.occurredOn] : []),
    ...(replaced && isFolded(replaced) ? [replaced.occurredOn] : []),
  ]);
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

function closeFrom(
  { sends, schema }: Writing,
  { plan, day, position }: { plan: string; day: string; position: bigint },
): void {
  sends.send({
    text: `update ${schema}.plan_snapshot set known_to = $3 where plan = $1 and through_on >= $2 and known_to is null`,
    values: [plan, day, `${position}`],
  });
}

/** What all events of the plan pay for, up to and including the append. */
function creditOf({ events }: Append, { creditPerEvent }: SnapshotPolicy): bigint {
  return creditPerEvent * BigInt((events.at(-1)?.event.revision ?? -1) + 1);
}

function writeRefolded({ sends, schema }: Writing, { plan, refolded }: Shelf): void {
  sends.send({
    text: `insert into ${schema}.plan_fold (plan, refolded) values ($1, $2)
      on conflict (plan) do update set refolded = excluded.refolded`,
    values: [plan, `${refolded}`],
  });
}

/** As many as there is room for, those that were used last. */
function lightest(shelves: Map<string, Shelf>, used: readonly string[]): Map<string, Shelf> {
  for (const plan of used) {
    const shelf = shelves.get(plan);
    shelves.delete(plan);
    if (shelf) shelves.set(plan, shelf);
  }
  let weight = 0;
  for (const shelf of shelves.values()) weight += shelf.weight;
  for (const [plan, shelf] of shelves) {
    if (weight <= keptWeight) break;
    shelves.delete(plan);
    weight -= shelf.weight;
  }
  return shelves;
}

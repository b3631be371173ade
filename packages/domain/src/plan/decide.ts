import type { Fact, PlanEvent, Replaces } from "../event/plan-event.ts";
import type { EventName } from "../event/catalogue.ts";
import { inFoldOrder, type LiveEvent, ordered, resolved } from "../replay/timeline.ts";
import type { Day } from "../time/day.ts";
import { type AdoptCommand, type Command, commandEvents } from "./commands.ts";
import { evolve } from "./evolve.ts";
import { guard } from "./guard.ts";
import type { History } from "./history.ts";
import { invariants } from "./invariants.ts";
import { touches } from "./movements.ts";
import type { PlanState } from "./plan-state.ts";
import { type Refusal, refusal } from "./refusal.ts";

export interface DecisionContext {
  readonly plan: string;
  /** Today in Asia/Shanghai. */
  readonly today: Day;
  readonly simulated: boolean;
  /** Id of the nth fact of this decision: the same for the same command, so that a retry is recognised. */
  readonly newId: (index: number) => string;
}

export type Decision =
  | { readonly ok: true; readonly facts: readonly Fact[]; readonly next: History }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/**
 * Decides a command against everything recorded so far: on its own day, and on every day after it. Pure.
 * Accepted: the facts to record, and the history as it would be with them. Refused: all reasons at once.
 */
export function decide(history: History, command: Command, context: DecisionContext): Decision {
  const early = refusedEarly(history, command, context);
  if (early.length > 0) return { ok: false, refusals: early };
  const facts = factsFor(history, command, context);
  const candidates = facts.map((fact, index) => asCandidate(history, fact, { index, context }));
  return candidates.some(({ replaces }) => replaces) || !comeLast(history, candidates)
    ? decideInThePast(history, facts, candidates)
    : decideAtTheEnd(history, facts, candidates);
}

function refusedEarly(history: History, command: Command, context: DecisionContext): readonly Refusal[] {
  const { plan, today } = context;
  if (command.name === "AdoptPlan") {
    if (history.state) return [refusal("plan-exists", { plan }, "slug")];
  } else if (!history.state) return [refusal("unknown-plan", { plan }, "slug")];
  const found: Refusal[] = [];
  if (command.name !== "VoidRecord" && command.occurredOn > today) {
    found.push(refusal("date-in-future", { date: command.occurredOn, today }, "occurredOn"));
  }
  const adoptedOn = history.state?.adoptedOn;
  if (command.name !== "VoidRecord" && adoptedOn && command.occurredOn < adoptedOn) {
    found.push(refusal("date-before-plan", { date: command.occurredOn, adoptedOn }, "occurredOn"));
  }
  const corrects = "corrects" in command ? command.corrects : undefined;
  if (history.state?.closedOn && !corrects) {
    found.push(refusal("plan-closed", { closedOn: history.state.closedOn }));
  }
  return corrects ? found.concat(refusedCorrection(history, command, corrects)) : found;
}

function refusedCorrection(history: History, command: Command, corrects: Replaces): readonly Refusal[] {
  const target = history.events.find(({ id }) => id === corrects.event);
  if (!target) return [refusal("unknown-event", { event: corrects.event }, "corrects.event")];
  const by = history.events.find(({ replaces }) => replaces?.event === corrects.event);
  if (by) return [refusal("already-replaced", { event: corrects.event, by: by.id }, "corrects.event")];
  if (command.name === "VoidRecord" || command.name === "AdoptPlan") return [];
  const expected = rootType(history, target);
  const given = commandEvents[command.name];
  return given === expected ? [] : [refusal("correction-changes-kind", { given, expected }, "corrects.event")];
}

function rootType(history: History, event: PlanEvent): EventName {
  let root = event;
  while (root.replaces) {
    const { event: before } = root.replaces;
    const found = history.events.find(({ id }) => id === before);
    if (!found) throw new Error(`${root.id} replaces ${before}, which is not recorded`);
    root = found;
  }
  return root.type;
}

function factsFor(history: History, command: Command, context: DecisionContext): readonly Fact[] {
  const { newId, simulated } = context;
  if (command.name === "AdoptPlan") return adoption(command, context);
  if (command.name === "VoidRecord") {
    const { corrects } = command;
    const target = history.events.find(({ id }) => id === corrects.event);
    const occurredOn = target?.occurredOn ?? context.today;
    const data = { reason: corrects.reason };
    return [{ id: newId(0), type: "RecordVoided", occurredOn, replaces: corrects, simulated, data }];
  }
  const { name, occurredOn, data, corrects } = command;
  return [{ id: newId(0), type: commandEvents[name], occurredOn, replaces: corrects ?? null, simulated, data } as Fact];
}

function adoption({ occurredOn, plan }: AdoptCommand, { newId, simulated }: DecisionContext): readonly Fact[] {
  const parts: readonly { type: EventName; data: unknown }[] = [
    { type: "PlanAdopted", data: plan.adopted },
    ...(plan.rule ? [{ type: "FundingRuleSet" as const, data: plan.rule }] : []),
    ...plan.bases.map((data) => ({ type: "FundingBaseEstimated" as const, data })),
    ...(plan.earlierPlan ? [{ type: "EarlierPlanReported" as const, data: plan.earlierPlan }] : []),
    ...plan.sectors.map((data) => ({ type: "SectorAdded" as const, data })),
    ...plan.projects.map((data) => ({ type: "ProjectAdded" as const, data })),
    ...plan.allocations.map((data) => ({ type: "AllocationSet" as const, data })),
  ];
  return parts.map((part, index) => ({ id: newId(index), occurredOn, replaces: null, simulated, ...part }) as Fact);
}

/** A fact in the place that it would get: after everything recorded, known to nobody yet. */
function asCandidate(
  history: History,
  fact: Fact,
  { index, context }: { index: number; context: DecisionContext },
): PlanEvent {
  const last = history.events.at(-1);
  return {
    ...fact,
    plan: context.plan,
    revision: (last?.revision ?? -1) + 1 + index,
    position: (last?.position ?? 0n) + 1n + BigInt(index),
    recordedAt: "9999-12-31T23:59:59.999999Z",
    actor: "",
    command: "",
    digest: "",
    version: 0,
  };
}

function comeLast(history: History, candidates: readonly PlanEvent[]): boolean {
  const last = history.live.at(-1);
  return !last || candidates.every(({ occurredOn }) => occurredOn >= last.event.occurredOn);
}

function decideAtTheEnd(history: History, facts: readonly Fact[], candidates: readonly PlanEvent[]): Decision {
  const resolve = history.live.at(-1)?.resolve ?? ((id: string) => id);
  const tail = candidates.map((event) => ({ event, fact: event.id, place: event.position, resolve }));
  const found: Refusal[] = [];
  let state = history.state;
  for (const live of tail) {
    const refused = guard(state, live);
    found.push(...refused);
    if (refused.length === 0) state = evolve(state, live);
  }
  const day = candidates.at(-1)?.occurredOn;
  if (state && day && found.length === 0) found.push(...invariants(state, day));
  if (found.length > 0) return { ok: false, refusals: found };
  const next = { events: [...history.events, ...candidates], live: [...history.live, ...tail], state };
  return { ok: true, facts, next };
}

function decideInThePast(history: History, facts: readonly Fact[], candidates: readonly PlanEvent[]): Decision {
  const events = [...history.events, ...candidates];
  const live = ordered(resolved(events));
  const replaced = new Set(candidates.flatMap(({ replaces }) => (replaces ? [replaces.event] : [])));
  const gone = history.live.filter(({ event }) => replaced.has(event.id));
  const changed = [...gone, ...live.filter(({ event }) => candidates.some(({ id }) => id === event.id))];
  const first = changed.toSorted(inFoldOrder)[0];
  const start = first ? live.findIndex((one) => inFoldOrder(one, first) >= 0) : -1;
  const before = start < 0 ? live : live.slice(0, start);
  const state = before.reduce(evolve, null as PlanState | null);
  const checked = recheck(state, start < 0 ? [] : live.slice(start), {
    from: first?.event.occurredOn ?? "",
    candidates: new Set(candidates.map(({ id }) => id)),
  });
  if (checked.refusals.length > 0) return { ok: false, refusals: checked.refusals };
  return { ok: true, facts, next: { events, live, state: checked.state } };
}

interface Recheck {
  /** First day on which anything differs from what is recorded. */
  readonly from: Day;
  readonly candidates: ReadonlySet<string>;
}

/** Folds what comes after a change, with every guard and every day's invariants; stops at the first that fails. */
function recheck(
  before: PlanState | null,
  after: readonly LiveEvent[],
  change: Recheck,
): { state: PlanState | null; refusals: readonly Refusal[] } {
  let state = before;
  for (const [index, live] of after.entries()) {
    const refused = guard(state, live);
    if (refused.length > 0) return { state, refusals: refused.map((cause) => blame(cause, live, change)) };
    state = evolve(state, live);
    const day = live.event.occurredOn;
    if (after[index + 1]?.event.occurredOn === day) continue;
    const broken = invariants(state, day);
    const today = after.filter(({ event }) => event.occurredOn === day);
    if (broken.length > 0) return { state, refusals: broken.map((cause) => blameDay(cause, today, change)) };
  }
  const broken = state && after.length === 0 ? invariants(state, change.from) : [];
  return { state, refusals: broken };
}

function blame(cause: Refusal, { event }: LiveEvent, { candidates }: Recheck): Refusal {
  if (candidates.has(event.id)) return cause;
  const laterFact = { event: event.id, occurredOn: event.occurredOn, cause };
  return { ...refusal("breaks-later-fact", { date: event.occurredOn, event: event.id }), laterFact };
}

/** A breach at the end of a day belongs to the new fact where it is of that day, else to the day's last such fact. */
function blameDay(cause: Refusal, day: readonly LiveEvent[], change: Recheck): Refusal {
  if (day.some(({ event }) => change.candidates.has(event.id))) return cause;
  const culprit = day.findLast((live) => touches(live, cause.values)) ?? day.at(-1);
  return culprit ? blame(cause, culprit, change) : cause;
}

import type { EventData, EventName } from "../event/catalogue.ts";
import { personalDataIn } from "../event/personal-data.ts";
import { clearDataOf, type Fact, type PlanEvent, type Replaces, withheldIn } from "../event/plan-event.ts";
import type { LiveEvent } from "../replay/timeline.ts";
import type { Day } from "../time/day.ts";
import { type AdoptCommand, type Command, commandEvents } from "./commands.ts";
import { evolve } from "./evolve.ts";
import { guard } from "./guard.ts";
import type { History } from "./history.ts";
import { invariants } from "./invariants.ts";
import { asLive } from "./known.ts";
import { touches } from "./movements.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { personalWords } from "../words/terms.ts";

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
  const personal = facts.flatMap(refusedPersonalData);
  if (personal.length > 0) return { ok: false, refusals: personal };
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
  if (command.name === "EraseDisclosure") found.push(...refusedErasure(history, command.data));
  else if (history.state?.closedOn && !corrects && command.name !== "WithdrawEvidence") {
    found.push(refusal("plan-closed", { closedOn: history.state.closedOn }));
  }
  return corrects ? found.concat(refusedCorrection(history, command, corrects)) : found;
}

function refusedCorrection(history: History, command: Command, corrects: Replaces): readonly Refusal[] {
  const target = history.find(corrects.event);
  if (!target) return [refusal("unknown-event", { event: corrects.event }, "corrects.event")];
  const by = target.replacedBy;
  if (by) return [refusal("already-replaced", { event: corrects.event, by }, "corrects.event")];
  if (command.name === "VoidRecord" || command.name === "AdoptPlan") return [];
  const expected = history.event(target.fact)?.type ?? target.event.type;
  const given = commandEvents[command.name];
  return given === expected ? [] : [refusal("correction-changes-kind", { given, expected }, "corrects.event")];
}

/** What the law wants gone goes in a closed plan too, as evidence does that shows a person. */
function refusedErasure(history: History, { event: id, name }: EventData<"DisclosureErased">): readonly Refusal[] {
  const event = history.event(id);
  if (!event) return [refusal("unknown-event", { event: id }, "event")];
  return withheldIn(event).some((field) => field.name === name)
    ? []
    : [refusal("not-withheld", { event: id, name }, "name")];
}

/** What anybody could read for ever is searched before it is recorded; it cannot be taken back. */
function refusedPersonalData(fact: Fact): readonly Refusal[] {
  const { reason } = fact.replaces ?? {};
  const clear = clearDataOf(fact);
  const found = personalDataIn(reason === undefined ? clear : { ...clear, "corrects.reason": reason });
  return found.map(({ field, kind, masked }) => {
    const { zh, en } = personalWords[kind];
    return refusal("personal-data", { field, value: masked, kindZh: zh, kindEn: en }, field);
  });
}

function factsFor(history: History, command: Command, context: DecisionContext): readonly Fact[] {
  const { newId, simulated } = context;
  if (command.name === "AdoptPlan") return adoption(command, context);
  if (command.name === "VoidRecord") {
    const { corrects } = command;
    const target = history.event(corrects.event);
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
  const { last } = history;
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

function comeLast({ lastLive }: History, candidates: readonly PlanEvent[]): boolean {
  return !lastLive || candidates.every(({ occurredOn }) => occurredOn >= lastLive.event.occurredOn);
}

function decideAtTheEnd(history: History, facts: readonly Fact[], candidates: readonly PlanEvent[]): Decision {
  const found: Refusal[] = [];
  let { state } = history;
  for (const event of candidates) {
    const live = asLive(history.known, event);
    const refused = guard(state, live);
    found.push(...refused);
    if (refused.length === 0) state = evolve(state, live);
  }
  const day = candidates.at(-1)?.occurredOn;
  if (state && day && found.length === 0) found.push(...invariants(state, day));
  return found.length > 0 ? { ok: false, refusals: found } : accepted(facts, () => history.with(candidates));
}

function decideInThePast(history: History, facts: readonly Fact[], candidates: readonly PlanEvent[]): Decision {
  const trial = history.tried(candidates);
  if ("next" in trial) return accepted(facts, trial.next);
  const { causes, at } = trial.broken;
  const own = new Set(candidates.map(({ id }) => id));
  const lives = "event" in at ? [at] : at;
  return { ok: false, refusals: causes.map((cause) => blame(cause, lives, own)) };
}

/** Most decisions are recorded and never looked at: what they lead to is worked out when somebody asks. */
function accepted(facts: readonly Fact[], next: () => History): Decision {
  let history: History | undefined;
  return {
    ok: true,
    facts,
    get next() {
      return (history ??= next());
    },
  };
}

/** A breach belongs to the new fact where it is among these events, else to the last of them that bears on it. */
function blame(cause: Refusal, lives: readonly LiveEvent[], own: ReadonlySet<string>): Refusal {
  if (lives.some(({ event }) => own.has(event.id))) return cause;
  const culprit = lives.findLast((live) => touches(live, cause.values)) ?? lives.at(-1);
  if (!culprit) return cause;
  const { id, occurredOn } = culprit.event;
  const laterFact = { event: id, occurredOn, cause };
  return { ...refusal("breaks-later-fact", { date: occurredOn, event: id }), laterFact };
}

import { setTimeout as pause } from "node:timers/promises";
import {
  type Command,
  dayOfInstant,
  type Decision,
  decide,
  type DecisionContext,
  type Fact,
  type History,
  type PlanEvent,
  type Refusal,
  refusal,
  type StoredForm,
  streamOf,
  toStored,
} from "@mingzhang/domain";
import { type Appended, type Conflict, type EventStore, InvalidEvent, OutcomeUnknown } from "@mingzhang/event-store";
import type { ReadModels } from "@mingzhang/read-models";
import type { Log } from "@mingzhang/runtime";
import { withinEntries } from "./entry-size.ts";
import { sealForPreview, sealRequest, type SealedRequest } from "../vault/seal-request.ts";
import type { Vault } from "../vault/vault.ts";
import { eventId } from "./event-id.ts";
import { type KnownPlan, PlanHistories } from "./plan-histories.ts";
import { PlanQueue } from "./plan-queue.ts";

/** All that recording needs of a store. */
export type PlanStreams = Pick<EventStore, "append" | "readStream">;

export interface RecorderOptions {
  readonly store: PlanStreams;
  /** Where withheld values lie. Without one, commands that bring such values cannot be recorded. */
  readonly vault?: Vault;
  /** Waited for after a recording, so that authors read their own writes. */
  readonly readModels: Pick<ReadModels, "waitFor">;
  readonly log: Pick<Log, "warn">;
  readonly now?: () => Date;
  /** Marks every fact: a demonstration run. */
  readonly simulated: boolean;
}

export interface RecordRequest {
  readonly slug: string;
  readonly command: Command;
  /** A retry with the same key and content answers what the first one did. */
  readonly idempotencyKey: string;
  /** Position of the plan's last event that the author looked at; null where it does not matter. */
  readonly expectedPosition: bigint | null;
  readonly actor: string;
  /** Marks the facts of this command, in whatever run: they come from simulated data. */
  readonly simulated?: boolean;
  /** What it is refused for unless the same command was recorded before. */
  readonly unlessRecorded?: readonly Refusal[];
}

export interface RecordedOutcome {
  readonly kind: "recorded";
  readonly events: readonly PlanEvent[];
  /** True where the same command had been recorded before. */
  readonly repeated: boolean;
  /** Whether the read models show it already. */
  readonly visible: boolean;
}

export interface RefusedOutcome {
  readonly kind: "refused";
  readonly refusals: readonly Refusal[];
  /** What the refusal was decided on. */
  readonly history: History;
  /** What was recorded after the position that the author looked at, newest first; of a stale position only. */
  readonly since: readonly PlanEvent[];
}

export type Outcome = RecordedOutcome | RefusedOutcome;

/** The one way in which a fact gets into the store. */
export interface Recorder {
  /** Rejects on an outage; with `OutcomeUnknown` where the store cannot tell: a retry with the same key is safe. */
  record(request: RecordRequest): Promise<Outcome>;
  /** Decides without recording, on everything that the store holds. */
  preview(slug: string, command: Command): Promise<{ readonly history: History; readonly decision: Decision }>;
  /** All that is recorded of a plan, or as much of it as this version can read. */
  known(slug: string): Promise<KnownPlan>;
  /** Today in Asia/Shanghai. */
  today(): string;
}

/** Two writing processes lose to each other about every second time; fifty losses in a row are no bad luck. */
const maxConflicts = 50;
const visibleWithinMs = 2000;
const unknownRetriesMs = [20, 100, 500];
const maxEventsSince = 20;

export function createRecorder(options: RecorderOptions): Recorder {
  return new PlanRecorder(options);
}

class PlanRecorder implements Recorder {
  private readonly options: RecorderOptions;
  private readonly histories: PlanHistories;
  private readonly queue = new PlanQueue();

  constructor(options: RecorderOptions) {
    this.options = options;
    this.histories = new PlanHistories(options.store);
  }

  today(): string {
    return dayOfInstant((this.options.now?.() ?? new Date()).toISOString());
  }

  known(slug: string): Promise<KnownPlan> {
    return this.histories.caughtUp(slug);
  }

  async preview(slug: string, command: Command): Promise<{ history: History; decision: Decision }> {
    const plan = await this.known(slug);
    const { history } = plan;
    const refusals = unreadable(slug, plan);
    if (refusals.length > 0) return { history, decision: { ok: false, refusals } };
    const context = this.context({ slug, idempotencyKey: "preview" });
    return { history, decision: withinEntries(decide(history, sealForPreview(command), context)) };
  }

  async record(request: RecordRequest): Promise<Outcome> {
    const { slug, idempotencyKey } = request;
    const event = eventId(slug, idempotencyKey, 0);
    const outcome = await this.queue.run(slug, async () => {
      const sealed = await sealRequest(this.options.vault ?? null, { plan: slug, event }, request.command);
      return this.attempt(request, sealed);
    });
    if (outcome.kind === "recorded") await this.eraseWhatIsErased(outcome.events);
    return outcome.kind === "recorded" ? { ...outcome, visible: await this.isVisible(outcome.events) } : outcome;
  }

  /** Decides until an append takes, or a refusal stands on all that the stream holds. */
  private async attempt(given: RecordRequest, first: SealedRequest): Promise<Outcome> {
    const { slug, idempotencyKey: key } = given;
    let sealed = first;
    let plan = await this.histories.known(slug);
    for (let conflicts = 0; conflicts < maxConflicts; conflicts++) {
      const { digest } = sealed;
      const request = { ...given, command: sealed.command };
      const verdict = consider(plan, request, digest) ?? this.decided(plan, request);
      if ("kind" in verdict) {
        const fresh = await this.histories.caughtUp(slug);
        // The same command may have been recorded elsewhere after it was sealed here: under digests of its own.
        const again = verdict.kind === "refused" ? await sealed.again() : sealed;
        if (fresh.history.count === plan.history.count && again === sealed) return verdict;
        [plan, sealed] = [fresh, again];
        continue;
      }
      const kept = await sealed.keep();
      if (kept !== sealed) {
        sealed = kept;
        continue;
      }
      const by = { actor: request.actor, command: key, digest };
      const events = verdict.facts.map((fact) => toStored(fact, by));
      const appended = await this.append(slug, plan.history, events);
      plan = await this.histories.caughtUp(slug);
      const repeated = appended === "ids-taken" || appended.kind === "conflict" || appended.repeated;
      const outcome = earlier(plan, { key, digest, repeated });
      if (outcome?.kind === "recorded") await this.bound(sealed);
      if (outcome) return outcome;
      if (appended === "ids-taken") throw new Error(`ids of ${slug} ${key} are taken by another stream`);
    }
    return refusedBy([refusal("conflict")], plan.history);
  }

  /** An erasure is recorded first and carried out then: tried again, it is carried out again. */
  private async eraseWhatIsErased(events: readonly PlanEvent[]): Promise<void> {
    for (const { type, data } of events) {
      if (type === "DisclosureErased") await this.options.vault?.erase(data.event, data.name);
    }
  }

  private async bound(sealed: SealedRequest): Promise<void> {
    try {
      await sealed.bind();
    } catch (error) {
      // It is recorded and its values are kept; the sweep of the vault makes up for the note.
      this.options.log.warn({ err: error }, "recorded, but the vault cannot be told");
    }
  }

  private decided(plan: KnownPlan, request: RecordRequest): RefusedOutcome | { readonly facts: readonly Fact[] } {
    const { unlessRecorded = [] } = request;
    if (unlessRecorded.length > 0) return refusedBy(unlessRecorded, plan.history);
    const decision = withinEntries(decide(plan.history, request.command, this.context(request)));
    return decision.ok ? { facts: decision.facts } : refusedBy(decision.refusals, plan.history);
  }

  private context(request: Pick<RecordRequest, "slug" | "idempotencyKey" | "simulated">): DecisionContext {
    const { slug, idempotencyKey, simulated = false } = request;
    return {
      plan: slug,
      today: this.today(),
      simulated: this.options.simulated || simulated,
      newId: (index) => eventId(slug, idempotencyKey, index),
    };
  }

  private async append(
    slug: string,
    history: History,
    events: readonly StoredForm[],
  ): Promise<Appended | Conflict | "ids-taken"> {
    const { store, log } = this.options;
    const revision = history.last?.revision;
    const expectation = revision === undefined ? "absent" : { revision };
    for (const waitMs of [...unknownRetriesMs, null]) {
      try {
        return await store.append(streamOf(slug), expectation, events);
      } catch (error) {
        // The same key was used by another process at this moment, for a command with another number of events.
        if (error instanceof InvalidEvent && /^events\[\d+\]\.id$/.test(error.field)) return "ids-taken";
        if (!(error instanceof OutcomeUnknown) || waitMs === null) throw error;
        log.warn({ err: error, plan: slug }, "the outcome of an append is unknown; asking again with the same ids");
        await pause(waitMs);
      }
    }
    throw new Error("unreachable: the last try returns or throws");
  }

  private async isVisible(events: readonly PlanEvent[]): Promise<boolean> {
    const { readModels, log } = this.options;
    const position = events.at(-1)?.position ?? 0n;
    try {
      return await readModels.waitFor(position, visibleWithinMs);
    } catch (error) {
      // It is recorded: an outage of the tables must not look like a failure of the command.
      log.warn({ err: error, position: position.toString() }, "recorded, but the read models cannot be asked");
      return false;
    }
  }
}

/**
 * What is known before anything is decided: the command was recorded before, the plan cannot be read to its end, or the
 * author looks at an old plan.
 */
function consider(plan: KnownPlan, request: RecordRequest, digest: string): Outcome | null {
  const before = earlier(plan, { key: request.idempotencyKey, digest, repeated: true });
  if (before) return before;
  const { history } = plan;
  const refusals = unreadable(request.slug, plan);
  if (refusals.length > 0) return refusedBy(refusals, history);
  const { expectedPosition } = request;
  const actual = history.last?.position;
  if (expectedPosition === null || actual === undefined || actual === expectedPosition) return null;
  const values = { expected: expectedPosition.toString(), actual: actual.toString() };
  const since = history.after(expectedPosition).toReversed();
  const stale = refusedBy([refusal("stale-position", values, "expectedPosition")], history);
  return { ...stale, since: since.slice(0, maxEventsSince) };
}

/** Nothing is decided on a plan of which this version does not understand everything; empty where it does. */
function unreadable(slug: string, { unread }: KnownPlan): readonly Refusal[] {
  if (!unread) return [];
  const { type, position } = unread;
  return [refusal("unreadable-record", { plan: slug, value: slug, type, position: position.toString() }, "slug")];
}

/** What a command with this key came to: its events, or the refusal to use the key for other content; null: nothing. */
function earlier(plan: KnownPlan, command: { key: string; digest: string; repeated: boolean }): Outcome | null {
  const events = plan.eventsOf(command.key);
  const [first] = events;
  if (!first) return null;
  if (first.digest === command.digest) {
    return { kind: "recorded", events, repeated: command.repeated, visible: false };
  }
  const refused = refusal("idempotency-key-reused", { event: first.id }, "idempotencyKey");
  return refusedBy([refused], plan.history);
}

function refusedBy(refusals: readonly Refusal[], history: History): RefusedOutcome {
  return { kind: "refused", refusals, history, since: [] };
}

import { explain, type History, type Lang, namesOf, type PlanEvent, type Refusal, viewOf } from "@mingzhang/domain";
import { eventsNow, type RecordedEventModel } from "../read/recorded-event.ts";
import type { Reads } from "../read/reads.ts";
import type { RefusedOutcome } from "./recorder.ts";

export interface DetailModel {
  readonly code: string;
  readonly message: (lang: Lang) => string;
  readonly field: string | null;
  readonly value: string | null;
  readonly event: RecordedEventModel | null;
}

/** Nothing was recorded. At least one detail; the first one speaks for the whole. */
export interface RefusalModel {
  readonly kind: "refusal";
  readonly details: readonly [DetailModel, ...DetailModel[]];
}

/** What a refusal is shown with: the arguments of the mutation, and how fields of the command are found in them. */
export interface RefusalContext {
  readonly args: object;
  readonly pathOf: (field: string) => string;
  readonly reads: Reads;
  readonly today: string;
}

export function refusalModel(
  { refusals, history, since }: Pick<RefusedOutcome, "refusals" | "history" | "since">,
  context: RefusalContext,
): RefusalModel {
  const details = refusals.flatMap((refused) => detailsOf(refused, { history, since }, context));
  const [first, ...others] = details;
  if (!first) throw new Error("a refusal without a reason");
  return { kind: "refusal", details: [first, ...others] };
}

function detailsOf(
  refused: Refusal,
  { history, since }: { history: History; since: readonly PlanEvent[] },
  { args, pathOf, reads, today }: RefusalContext,
): readonly DetailModel[] {
  const { code, field, laterFact, values } = refused;
  const names = namesOf(history.state && viewOf(history.state, today));
  const path = field === null ? null : field === "slug" ? "slug" : pathOf(field);
  const told = typeof values.value === "string" ? values.value : null;
  // What is refused for being personal is not repeated.
  const value = (path === null || code === "personal-data" ? null : valueAt(args, path)) ?? told;
  const detail = { code, message: (lang: Lang) => explain(refused, names, lang), field: path, value };
  const named = [laterFact?.event, values.by, values.event].find((id) => typeof id === "string");
  const event = named === undefined ? null : history.event(named);
  if (code !== "stale-position" || since.length === 0) {
    const [known = null] = eventsNow(event ? [event] : [], reads);
    return [{ ...detail, event: known }];
  }
  return eventsNow(since, reads).map((later) => ({ ...detail, event: later }));
}

/** The value of an argument at a path, as text; null where there is none. */
function valueAt(args: object, path: string): string | null {
  const value = path
    .split(".")
    .reduce<unknown>(
      (outer, name) => (typeof outer === "object" && outer !== null ? (outer as Record<string, unknown>)[name] : null),
      args,
    );
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return shortened(`${value}`);
  return shortened(JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? `${member}` : member)));
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

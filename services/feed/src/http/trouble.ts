import { InvalidCursor, InvalidMoment, PlanStandsStill, ReadModelsNotReady } from "@mingzhang/read-models";
import type { TroubleKind } from "@mingzhang/portal";
import type { Reach } from "../entries/proofs.ts";

interface Blame {
  readonly field: string;
  readonly value: string;
}

/** A question that has no answer: what is wrong with it, by name, with the parameter and value that are to blame. */
export class Trouble extends Error {
  readonly status: number;
  readonly kind: TroubleKind;
  readonly field: string | null;
  readonly value: string | null;
  /** A plan that stands still, and the last instant at which it can be asked about. */
  readonly standing: { readonly plan: string; readonly knownAt: string } | null;

  constructor(status: number, kind: TroubleKind, about: Blame | Trouble["standing"] = null) {
    const blame = about && "field" in about ? about : null;
    super(blame ? `${kind}: ${blame.field}=${blame.value}` : kind);
    this.name = "Trouble";
    this.status = status;
    this.kind = kind;
    this.field = blame?.field ?? null;
    this.value = blame?.value ?? null;
    this.standing = about && "plan" in about ? about : null;
  }
}

/** What is asked for is recorded, but no published checkpoint covers it yet: nothing is shown before it is provable. */
export class Unproved extends Trouble {
  /** How far the log can be proved by now; null before the first checkpoint. */
  readonly reach: Reach | null;

  constructor(reach: Reach | null) {
    super(503, "not-proved-yet");
    this.name = "Unproved";
    this.reach = reach;
  }
}

/** Evidence that was there, and is not shown any more. */
export class EvidenceGone extends Trouble {
  readonly withdrawn: { readonly on: string; readonly reason: string };

  constructor(withdrawn: EvidenceGone["withdrawn"]) {
    super(410, "evidence-withdrawn");
    this.name = "EvidenceGone";
    this.withdrawn = withdrawn;
  }
}

export const notFound = (): Trouble => new Trouble(404, "not-found");
export const planNotFound = (): Trouble => new Trouble(404, "plan-not-found");
export const entryNotFound = (): Trouble => new Trouble(404, "entry-not-found");

export function badParameter(field: string, value: string): Trouble {
  return new Trouble(400, "bad-parameter", { field, value });
}

/** The trouble that an error stands for; null where the error is a fault of ours. */
function troubleOf(error: unknown): Trouble | null {
  if (error instanceof Trouble) return error;
  if (error instanceof InvalidMoment) return new Trouble(400, error.reason, { field: error.field, value: error.value });
  if (error instanceof InvalidCursor) return badParameter("after", error.value);
  if (error instanceof PlanStandsStill) {
    return new Trouble(503, "plan-stands-still", { plan: error.plan, knownAt: error.knownAt });
  }
  if (error instanceof ReadModelsNotReady) return new Trouble(503, "unavailable");
  return null;
}

/** The trouble to answer with. What is a fault of ours is logged, and nothing of it is told. */
export function reported(error: unknown, log: { error(facts: object, text: string): void }): Trouble {
  const trouble = troubleOf(error);
  if (trouble) return trouble;
  log.error({ err: error }, "a public answer could not be made");
  return new Trouble(500, "internal");
}

import { useState } from "react";
import { type OperationResult, useClient } from "urql";
import { PlanNowDocument } from "../client/documents.gen.ts";
import { type Failure, failureOf } from "../client/failure.ts";
import { keepToken } from "../client/token.ts";
import { useText } from "../i18n/text.tsx";
import { useSession } from "../shell/session.tsx";
import {
  type ChangeLineFragment,
  type CorrectionInput,
  PreviewDocument,
  type RecordedPartsFragment,
  type RefusalPartsFragment,
} from "./documents.gen.ts";
import type { Kind } from "./kind.ts";
import type { CellDelta } from "./matrix/shift.ts";
import type { Values } from "./values.ts";

/** Where a record stands on its way. */
export type Phase =
  | { readonly at: "typing" }
  | { readonly at: "asking"; readonly what: "preview" | "record" }
  | { readonly at: "previewed"; readonly changes: readonly ChangeLineFragment[]; readonly position: string }
  | { readonly at: "refused"; readonly refusal: RefusalPartsFragment; readonly position: string | null }
  | { readonly at: "failed"; readonly failure: Failure; readonly what: "preview" | "record" }
  | { readonly at: "recorded"; readonly recorded: RecordedPartsFragment };

export interface Command {
  readonly slug: string;
  readonly kind: Kind;
  readonly values: Values;
  readonly deltas: readonly CellDelta[];
  readonly idempotencyKey: string;
  readonly corrects: CorrectionInput | null;
}

export interface Recording {
  readonly phase: Phase;
  readonly preview: (command: Command) => Promise<Phase>;
  readonly record: (command: Command, position: string) => Promise<Phase>;
  readonly reset: () => void;
}

/** Preview, then record: both with the session asked for where it is missing or has run out. */
export function useRecording(): Recording {
  const client = useClient();
  const { apiLang } = useText();
  const { signedIn, signIn } = useSession();
  const [phase, setPhase] = useState<Phase>({ at: "typing" });

  /** Asks once more after a new sign-in; whoever turns away stays where they were. */
  const withSession = async <Data>(
    ask: () => Promise<OperationResult<Data>>,
  ): Promise<OperationResult<Data> | null> => {
    if (!signedIn && !(await signIn())) return null;
    const first = await ask();
    if (!first.error || failureOf(first.error).kind !== "signedOut") return first;
    keepToken(null);
    return (await signIn("expired")) ? ask() : null;
  };

  const settle = (next: Phase): Phase => {
    setPhase(next);
    return next;
  };

  const preview = async ({ slug, kind, values, deltas, corrects }: Command): Promise<Phase> => {
    const variables = { slug, command: kind.command(values, deltas), corrects, lang: apiLang };
    const context = { requestPolicy: "network-only" as const };
    setPhase({ at: "asking", what: "preview" });
    // The position first: what is recorded between the two answers shows in the preview, and is refused as stale later.
    const now = await client.query(PlanNowDocument, { slug, lang: apiLang }, context).toPromise();
    const position = now.data?.plan?.position ?? null;
    if (now.error || position === null) {
      return settle(failed(now.error, "preview"));
    }
    const answer = await withSession(() => client.query(PreviewDocument, variables, context).toPromise());
    if (answer === null) return settle({ at: "typing" });
    const { data, error } = answer;
    if (!data) return settle(failed(error, "preview"));
    if (data.preview.__typename === "Refusal") return settle({ at: "refused", refusal: data.preview, position });
    return settle({ at: "previewed", changes: data.preview.changes, position });
  };

  const record = async (command: Command, position: string): Promise<Phase> => {
    const { slug, kind, values, deltas, idempotencyKey, corrects } = command;
    const control = { idempotencyKey, expectedPosition: position, corrects };
    setPhase({ at: "asking", what: "record" });
    const answer = await withSession(() => kind.record(client, { slug, values, deltas, control, lang: apiLang }));
    if (answer === null) return settle({ at: "typing" });
    const { data, error } = answer;
    if (!data) return settle(failed(error, "record"));
    const { result } = data;
    if (result.__typename === "Refusal") return settle({ at: "refused", refusal: result, position });
    return settle({ at: "recorded", recorded: result });
  };

  return { phase, preview, record, reset: () => setPhase({ at: "typing" }) };
}

/** Refused for how the plan stands, and for no fault of what was typed: it moved on, or cannot be read to its end. */
export function refusedByPlan(phase: Phase): "stale" | "standing" | null {
  if (phase.at !== "refused") return null;
  const { code } = phase.refusal;
  if (code === "unreadable-record") return "standing";
  return code === "stale-position" || code === "conflict" ? "stale" : null;
}

function failed(error: OperationResult["error"], what: "preview" | "record"): Phase {
  return { at: "failed", failure: error ? failureOf(error) : { kind: "unreachable" }, what };
}

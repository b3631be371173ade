import { useState } from "react";
import { type OperationResult, useClient } from "urql";
import { type Failure, failureOf } from "../client/failure.ts";
import { keepToken } from "../client/token.ts";
import { useText } from "../i18n/text.tsx";
import {
  ImportWorkbookDocument,
  PreviewWorkbookDocument,
  type PreviewWorkbookQuery,
  type RecordedPartsFragment,
  type RefusalPartsFragment,
} from "../record/documents.gen.ts";
import { newKey } from "../record/draft-store.ts";
import { useSession } from "../shell/session.tsx";

export type WorkbookPreview = Extract<PreviewWorkbookQuery["preview"], { __typename: "WorkbookPreview" }>;

export interface ChosenFile {
  readonly name: string;
  readonly contentBase64: string;
  /** One key per chosen file: importing it twice records it once. */
  readonly key: string;
}

export type ImportPhase =
  | { readonly at: "empty" }
  | { readonly at: "asking" }
  | { readonly at: "faulty"; readonly refusal: RefusalPartsFragment }
  | { readonly at: "ready"; readonly preview: WorkbookPreview }
  | { readonly at: "failed"; readonly failure: Failure }
  | { readonly at: "imported"; readonly recorded: RecordedPartsFragment };

export function useImport() {
  const client = useClient();
  const { apiLang } = useText();
  const { signedIn, signIn } = useSession();
  const [phase, setPhase] = useState<ImportPhase>({ at: "empty" });
  const [file, setFile] = useState<ChosenFile | null>(null);

  const withSession = async <Data>(ask: () => Promise<OperationResult<Data>>) => {
    if (!signedIn && !(await signIn())) return null;
    const first = await ask();
    if (!first.error || failureOf(first.error).kind !== "signedOut") return first;
    keepToken(null);
    return (await signIn("expired")) ? ask() : null;
  };

  const choose = async (name: string, contentBase64: string) => {
    setFile({ name, contentBase64, key: newKey() });
    setPhase({ at: "asking" });
    const variables = { contentBase64, lang: apiLang };
    const context = { requestPolicy: "network-only" as const };
    const answer = await withSession(() => client.query(PreviewWorkbookDocument, variables, context).toPromise());
    if (answer === null) return setPhase({ at: "empty" });
    if (!answer.data) return setPhase(failedPhase(answer));
    const { preview } = answer.data;
    setPhase(preview.__typename === "Refusal" ? { at: "faulty", refusal: preview } : { at: "ready", preview });
  };

  const record = async (adoptedOn: string) => {
    if (!file) return;
    setPhase({ at: "asking" });
    const { contentBase64, key } = file;
    const variables = { contentBase64, adoptedOn, control: { idempotencyKey: key }, lang: apiLang };
    const context = { additionalTypenames: ["Plan", "PlanSummary"] };
    const answer = await withSession(() => client.mutation(ImportWorkbookDocument, variables, context).toPromise());
    if (answer === null) return setPhase({ at: "empty" });
    if (!answer.data) return setPhase(failedPhase(answer));
    const { result } = answer.data;
    setPhase(
      result.__typename === "Refusal" ? { at: "faulty", refusal: result } : { at: "imported", recorded: result },
    );
  };

  return { phase, file, choose, record };
}

function failedPhase({ error }: OperationResult): ImportPhase {
  return { at: "failed", failure: error ? failureOf(error) : { kind: "unreachable" } };
}

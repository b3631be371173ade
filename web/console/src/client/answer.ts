import { useCallback, useMemo, useState } from "react";
import { type AnyVariables, type TypedDocumentNode, useQuery } from "urql";
import { type Failure, failureOf } from "./failure.ts";
import { useRevision } from "./revision.tsx";

/** What a page has of an answer. While another one is on its way the former stays on the page. */
export type Answer<Data> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly failure: Failure; readonly retry: () => void }
  | { readonly state: "ready"; readonly data: Data; readonly refreshing: boolean };

/**
 * Asks a question whose answer goes out of date when the plan moves on: with every new revision it is asked again.
 * `keep` names what the page is about; a former answer is shown only while that stays the same.
 */
export function useAnswer<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false, keep = "" }: { pause?: boolean; keep?: string } = {},
): Answer<Data> {
  const revision = useRevision();
  const context = useMemo(
    () => ({ requestPolicy: revision > 0 ? ("cache-and-network" as const) : ("cache-first" as const), revision }),
    [revision],
  );
  const [result, execute] = useQuery<Data, Variables>({ query, variables, pause, context } as never);
  const retry = useCallback(() => execute({ requestPolicy: "network-only" }), [execute]);
  const [last, setLast] = useState<{ keep: string; data: Data } | null>(null);
  const arrived = result.fetching || result.error ? undefined : result.data;
  if (arrived !== undefined && (last?.data !== arrived || last.keep !== keep)) setLast({ keep, data: arrived });
  if (result.error && !result.fetching) return { state: "failed", failure: failureOf(result.error), retry };
  const kept = arrived ?? (last?.keep === keep ? last.data : undefined);
  if (kept === undefined) return { state: "loading" };
  return { state: "ready", data: kept, refreshing: result.fetching || result.stale };
}

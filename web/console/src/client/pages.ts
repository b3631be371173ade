import { useCallback, useEffect, useState } from "react";
import { type TypedDocumentNode, useClient } from "urql";
import { type Failure, failureOf } from "./failure.ts";
import { useRevision } from "./revision.tsx";

export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Pages<Data, Node> {
  readonly first: Data | null;
  readonly nodes: readonly Node[];
  readonly totalCount: number | null;
  readonly more: boolean;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

interface Loaded<Data, Node> {
  readonly first: Data;
  readonly nodes: readonly Node[];
  readonly last: Connection<Node>;
}

interface Asked {
  readonly after: string | null;
  /** Rows to ask for where the page showed more than one page of them already. */
  readonly rows: number;
  readonly turn: number;
}

const mostRows = 100;

/**
 * A connection page by page. Other variables or a newer revision begin anew, with as many rows as were on the page, so
 * that a list does not jump under the reader; the former rows stay until the new ones are there.
 */
export function usePages<Data, Variables extends { first?: number | null | undefined }, Node>(
  query: TypedDocumentNode<Data, Variables & { after?: string | null | undefined }>,
  variables: Variables,
  connection: (data: Data) => Connection<Node>,
): Pages<Data, Node> {
  const client = useClient();
  const revision = useRevision();
  const [loaded, setLoaded] = useState<Loaded<Data, Node> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asked, ask] = useState<Asked>({ after: null, rows: 0, turn: 0 });
  const [loading, setLoading] = useState(true);
  const key = JSON.stringify(variables);
  const [shownKey, setShownKey] = useState({ key, revision });
  if (shownKey.key !== key || shownKey.revision !== revision) {
    setShownKey({ key, revision });
    const rows = shownKey.key === key ? Math.min(loaded?.nodes.length ?? 0, mostRows) : 0;
    ask((before) => ({ after: null, rows, turn: before.turn }));
  }

  useEffect(() => {
    let stale = false;
    setLoading(true);
    const requestPolicy = revision > 0 || asked.turn > 0 ? ("network-only" as const) : ("cache-first" as const);
    const own = JSON.parse(key) as Variables;
    const first = Math.max(own.first ?? 0, asked.rows);
    const load = async () => {
      const answer = await client.query(query, { ...own, first, after: asked.after }, { requestPolicy }).toPromise();
      if (stale) return;
      setLoading(false);
      setFailure(answer.error ? failureOf(answer.error) : null);
      if (answer.data === undefined) return;
      const data = answer.data;
      const last = connection(data);
      setLoaded((before) =>
        asked.after === null || before === null
          ? { first: data, nodes: last.nodes, last }
          : { ...before, nodes: [...before.nodes, ...last.nodes], last },
      );
    };
    void load();
    return () => {
      stale = true;
    };
    // The connection is read from what the query gives and never changes with it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, query, key, revision, asked]);

  const end = loaded?.last.pageInfo.endCursor ?? null;
  const loadMore = useCallback(() => ask((before) => ({ ...before, rows: 0, after: end })), [end]);
  const retry = useCallback(() => ask((before) => ({ ...before, turn: before.turn + 1 })), []);
  return {
    first: loaded?.first ?? null,
    nodes: loaded?.nodes ?? [],
    totalCount: loaded?.last.totalCount ?? null,
    more: loaded?.last.pageInfo.hasNextPage ?? false,
    loading,
    failure,
    loadMore,
    retry,
  };
}

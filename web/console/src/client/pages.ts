import { useCallback, useEffect, useMemo, useState } from "react";
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
  const [loaded, setLoaded] = useState<readonly Data[]>([]);
  const connections = useMemo(() => loaded.map(connection), [loaded, connection]);
  const nodes = useMemo(() => connections.flatMap((page) => page.nodes), [connections]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asked, ask] = useState<Asked>({ after: null, rows: 0, turn: 0 });
  const key = JSON.stringify(variables);
  const [shownKey, setShownKey] = useState({ key, revision });
  if (shownKey.key !== key || shownKey.revision !== revision) {
    setShownKey({ key, revision });
    const rows = shownKey.key === key ? Math.min(nodes.length, mostRows) : 0;
    ask((before) => ({ after: null, rows, turn: before.turn }));
  }

  // One object for one request: it is on its way until it is the one that was answered last.
  const request = useMemo(() => {
    const own = JSON.parse(key) as Variables;
    const page = { ...own, first: Math.max(own.first ?? 0, asked.rows), after: asked.after };
    const requestPolicy = revision > 0 || asked.turn > 0 ? ("network-only" as const) : ("cache-first" as const);
    return { begins: asked.after === null, ask: () => client.query(query, page, { requestPolicy }).toPromise() };
  }, [client, query, key, revision, asked]);
  const [answered, setAnswered] = useState<object | null>(null);
  useEffect(() => {
    let stale = false;
    const load = async () => {
      const { data, error } = await request.ask();
      if (stale) return;
      setAnswered(request);
      setFailure(error ? failureOf(error) : null);
      if (data !== undefined) setLoaded((before) => (request.begins ? [data] : [...before, data]));
    };
    void load();
    return () => {
      stale = true;
    };
  }, [request]);

  const last = connections.at(-1);
  const end = last?.pageInfo.endCursor ?? null;
  const loadMore = useCallback(() => ask((before) => ({ ...before, rows: 0, after: end })), [end]);
  const retry = useCallback(() => ask((before) => ({ ...before, turn: before.turn + 1 })), []);
  return {
    first: loaded[0] ?? null,
    nodes,
    totalCount: last?.totalCount ?? null,
    more: last?.pageInfo.hasNextPage ?? false,
    loading: answered !== request,
    failure,
    loadMore,
    retry,
  };
}
